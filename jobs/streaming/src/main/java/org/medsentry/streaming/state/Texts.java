package org.medsentry.streaming.state;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Texts, lists of texts and times in packed bytes; null keeps its place. */
public final class Texts {

    private static final long NO_TIME = Long.MIN_VALUE;

    private Texts() {}

    public static void write(String text, DataOutputView target) throws IOException {
        StringValue.writeString(text, target);
    }

    public static String read(DataInputView source) throws IOException {
        return StringValue.readString(source);
    }

    public static void writeAll(List<String> texts, DataOutputView target) throws IOException {
        target.writeInt(texts == null ? -1 : texts.size());
        if (texts != null) {
            for (String text : texts) {
                write(text, target);
            }
        }
    }

    public static List<String> readAll(DataInputView source) throws IOException {
        int size = source.readInt();
        if (size < 0) {
            return null;
        }
        List<String> texts = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            texts.add(read(source));
        }
        return texts;
    }

    /** To the nanosecond: records differ in less than a millisecond. */
    public static void writeTime(Instant time, DataOutputView target) throws IOException {
        target.writeLong(time == null ? NO_TIME : time.getEpochSecond());
        if (time != null) {
            target.writeInt(time.getNano());
        }
    }

    public static Instant readTime(DataInputView source) throws IOException {
        long seconds = source.readLong();
        return seconds == NO_TIME ? null : Instant.ofEpochSecond(seconds, source.readInt());
    }
}
