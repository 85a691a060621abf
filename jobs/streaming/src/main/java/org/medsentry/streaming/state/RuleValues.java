package org.medsentry.streaming.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Captures;
import org.medsentry.rules.RuleEnums;

/** Values of the rule language in packed bytes. Constants of enums are written by name, so that they outlive a release. */
public final class RuleValues {

    private static final int MISSING = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int WHOLE = 3;
    private static final int NUMBER = 4;
    private static final int TEXT = 5;
    private static final int TIME = 6;
    private static final int DURATION = 7;
    private static final int CONSTANT = 8;
    private static final int LIST = 9;

    private RuleValues() {}

    public static void write(Object value, DataOutputView target) throws IOException {
        if (value == null) {
            target.writeByte(MISSING);
        } else if (value instanceof Boolean truth) {
            target.writeByte(truth ? TRUE : FALSE);
        } else if (value instanceof Long whole) {
            target.writeByte(WHOLE);
            target.writeLong(whole);
        } else if (value instanceof Double number) {
            target.writeByte(NUMBER);
            target.writeDouble(number);
        } else if (value instanceof String text) {
            target.writeByte(TEXT);
            Texts.write(text, target);
        } else if (value instanceof Instant time) {
            target.writeByte(TIME);
            Texts.writeTime(time, target);
        } else if (value instanceof Duration duration) {
            target.writeByte(DURATION);
            target.writeLong(duration.getSeconds());
            target.writeInt(duration.getNano());
        } else if (value instanceof Enum<?> constant) {
            target.writeByte(CONSTANT);
            Texts.write(RuleEnums.nameOf(constant), target);
        } else if (value instanceof List<?> list) {
            target.writeByte(LIST);
            target.writeInt(list.size());
            for (Object element : list) {
                write(element, target);
            }
        } else {
            throw new IOException("no value of the rule language: " + value.getClass());
        }
    }

    public static Object read(DataInputView source) throws IOException {
        int tag = source.readByte();
        return switch (tag) {
            case MISSING -> null;
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case WHOLE -> source.readLong();
            case NUMBER -> source.readDouble();
            case TEXT -> Texts.read(source);
            case TIME -> Texts.readTime(source);
            case DURATION -> Duration.ofSeconds(source.readLong(), source.readInt());
            case CONSTANT -> RuleEnums.constant(Texts.read(source));
            case LIST -> list(source);
            default -> throw new IOException("no tag of a value: " + tag);
        };
    }

    private static List<Object> list(DataInputView source) throws IOException {
        int size = source.readInt();
        List<Object> list = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            list.add(read(source));
        }
        return list;
    }

    public static void writeAll(Object[] values, DataOutputView target) throws IOException {
        target.writeShort(values.length);
        for (Object value : values) {
            write(value, target);
        }
    }

    public static Object[] readAll(DataInputView source) throws IOException {
        Object[] values = new Object[source.readShort()];
        for (int index = 0; index < values.length; index++) {
            values[index] = read(source);
        }
        return values;
    }

    public static void writeCaptures(Captures captures, DataOutputView target) throws IOException {
        byte[] packed = captures.packed();
        Packing.write(packed == null ? Packing.pack(captures, RuleValues::pack) : packed, target);
    }

    private static void pack(Captures captures, DataOutputView target) throws IOException {
        if (captures.ids().length > 0) {
            Varints.write(captures.ids().length, target);
        }
        for (int index = 0; index < captures.ids().length; index++) {
            target.writeLong(captures.ids()[index]);
            write(captures.values()[index], target);
        }
    }

    /** They stay packed until a rule asks for one of them, as few do. */
    public static Captures readCaptures(DataInputView source) throws IOException {
        byte[] packed = Packing.read(source);
        return packed.length == 0 ? Captures.NONE : Captures.packed(packed, RuleValues::unpack);
    }

    private static Captures unpack(byte[] packed) {
        DataInputDeserializer source = new DataInputDeserializer(packed);
        try {
            int size = (int) Varints.read(source);
            long[] ids = new long[size];
            Object[] values = new Object[size];
            for (int index = 0; index < size; index++) {
                ids[index] = source.readLong();
                values[index] = read(source);
            }
            return new Captures(ids, values);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the values of a record cannot be read", damaged);
        }
    }
}
