package org.medsentry.streaming.pattern;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import org.apache.flink.cep.nfa.DeweyNumber;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferEdge;
import org.apache.flink.shaded.guava33.com.google.common.cache.Cache;

/**
 * Reads the few fields that Flink CEP keeps to itself, so that a half-matched pattern can be packed: its own serializers write
 * ten times the bytes. They belong to the version of Flink that we build with; the tests fail at once where another differs.
 */
final class CepInternals {

    private static final MethodHandle REFERENCES = getter(Lockable.class, "refCounter", int.class);
    private static final MethodHandle TARGET = getter(SharedBufferEdge.class, "target", NodeId.class);
    private static final MethodHandle VERSION = getter(SharedBufferEdge.class, "deweyNumber", DeweyNumber.class);
    private static final MethodHandle DIGITS = getter(DeweyNumber.class, "deweyNumber", int[].class);
    private static final MethodHandle DEWEY = constructor(DeweyNumber.class, int[].class);

    private CepInternals() {}

    static int references(Lockable<?> lockable) {
        try {
            return (int) REFERENCES.invokeExact(lockable);
        } catch (Throwable impossible) {
            throw unreadable(impossible);
        }
    }

    /** Null where the edge leads to no earlier record. */
    static NodeId target(SharedBufferEdge edge) {
        try {
            return (NodeId) TARGET.invokeExact(edge);
        } catch (Throwable impossible) {
            throw unreadable(impossible);
        }
    }

    static DeweyNumber version(SharedBufferEdge edge) {
        try {
            return (DeweyNumber) VERSION.invokeExact(edge);
        } catch (Throwable impossible) {
            throw unreadable(impossible);
        }
    }

    /** Not to be changed. */
    static int[] digits(DeweyNumber version) {
        try {
            return (int[]) DIGITS.invokeExact(version);
        } catch (Throwable impossible) {
            throw unreadable(impossible);
        }
    }

    static DeweyNumber version(int[] digits) {
        try {
            return (DeweyNumber) DEWEY.invokeExact(digits);
        } catch (Throwable impossible) {
            throw unreadable(impossible);
        }
    }

    /**
     * Gives a buffer other caches before its map states.
     *
     * @param events by {@code EventId}
     * @param entries by {@code NodeId}
     */
    static void replaceCaches(SharedBuffer<?> buffer, Cache<?, ?> events, Cache<?, ?> entries) {
        try {
            replace(buffer, "eventsBufferCache", events);
            replace(buffer, "entryCache", entries);
        } catch (ReflectiveOperationException changed) {
            throw unreadable(changed);
        }
    }

    private static void replace(SharedBuffer<?> buffer, String name, Cache<?, ?> cache)
            throws ReflectiveOperationException {
        Field field = SharedBuffer.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(buffer, cache);
    }

    private static MethodHandle getter(Class<?> type, String field, Class<?> fieldType) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup()).findGetter(type, field, fieldType);
        } catch (ReflectiveOperationException changed) {
            throw new ExceptionInInitializerError(changed);
        }
    }

    private static MethodHandle constructor(Class<?> type, Class<?> argument) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, java.lang.invoke.MethodType.methodType(void.class, argument));
        } catch (ReflectiveOperationException changed) {
            throw new ExceptionInInitializerError(changed);
        }
    }

    private static IllegalStateException unreadable(Throwable cause) {
        return new IllegalStateException("another Flink CEP than the one we are built for", cause);
    }
}
