package org.medsentry.rules;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.StructType;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A Java record of the contracts as a type of the rule language. The fields come from the record itself, so that a new field
 * can be used in rules at once; their getters are generated once, so that judging uses no reflection.
 */
final class RecordType {

    /** Components whose name in JSON and in rules is no Java identifier. */
    private static final Map<String, String> NAMES = Map.of("Recall.recallClass", "class");

    private static final Map<String, RecordType> KNOWN = new ConcurrentHashMap<>();

    private final String name;
    private final Map<String, RecordField> fields;
    private final StructType celType;
    private final boolean step;

    private RecordType(Class<?> type) {
        this.name = type.getSimpleName();
        Map<String, RecordField> byName = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String field = NAMES.getOrDefault(name + "." + component.getName(), component.getName());
            byName.put(field, field(field, component));
        }
        this.fields = Map.copyOf(byName);
        this.celType = celType(name, fields);
        this.step = false;
    }

    private RecordType(String name, Map<String, RecordField> fields) {
        this.name = name;
        this.fields = Map.copyOf(fields);
        this.celType = celType(name, this.fields);
        this.step = true;
    }

    private static StructType celType(String name, Map<String, RecordField> fields) {
        return StructType.create(
                name,
                ImmutableSet.copyOf(fields.keySet()),
                field -> Optional.ofNullable(fields.get(field))
                        .map(found -> found.type().celType()));
    }

    /** One instance for each class: tasks that start together must not make two, for types refer to each other. */
    static synchronized RecordType of(Class<?> type) {
        RecordType known = KNOWN.get(type.getSimpleName());
        if (known == null) {
            known = new RecordType(type);
            KNOWN.put(known.name, known);
        }
        return known;
    }

    /**
     * What a step of a pattern has taken: a record whose fields are the variables of its stream. Its values are no records any
     * more but {@link Captures}, so its fields have no getters.
     *
     * @param name the same for the same variables
     */
    static synchronized RecordType ofStep(String name, Map<String, Typed> variables) {
        return KNOWN.computeIfAbsent(name, unknown -> {
            Map<String, RecordField> fields = new LinkedHashMap<>();
            variables.forEach((variable, typed) ->
                    fields.put(variable, new RecordField(variable, typed.type(), taken -> {
                        throw new IllegalStateException("not kept with the record of a step: " + variable);
                    })));
            return new RecordType(name, fields);
        });
    }

    boolean isStep() {
        return step;
    }

    /** A type that has been asked for before, by its name. */
    static Optional<RecordType> named(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    Map<String, RecordField> fields() {
        return fields;
    }

    StructType celType() {
        return celType;
    }

    private static RecordField field(String name, RecordComponent component) {
        ValueType type = ValueType.of(component.getGenericType());
        Function<Object, Object> getter = getter(component.getAccessor());
        return new RecordField(
                name,
                type,
                switch (type.kind()) {
                    case INT -> toLong(getter);
                    case LIST -> neverNull(getter);
                    case BOOL, DOUBLE, STRING, TIMESTAMP, DURATION, ENUM, RECORD -> getter;
                });
    }

    private static Function<Object, Object> toLong(Function<Object, Object> getter) {
        return record -> {
            Number number = (Number) getter.apply(record);
            return number == null ? null : number.longValue();
        };
    }

    private static Function<Object, Object> neverNull(Function<Object, Object> getter) {
        return record -> {
            Object list = getter.apply(record);
            return list == null ? List.of() : list;
        };
    }

    @SuppressWarnings("unchecked") // the call site makes exactly this function
    private static Function<Object, Object> getter(Method accessor) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle handle = lookup.unreflect(accessor);
            MethodType boxed = handle.type().wrap();
            CallSite site = LambdaMetafactory.metafactory(
                    lookup,
                    "apply",
                    MethodType.methodType(Function.class),
                    MethodType.methodType(Object.class, Object.class),
                    handle,
                    boxed);
            return (Function<Object, Object>) site.getTarget().invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException("no access to " + accessor, impossible);
        }
    }
}
