package org.medsentry.streaming.pattern;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.count.CountEntry;
import org.medsentry.rules.count.CountLog;
import org.medsentry.streaming.state.PackedSerializer;
import org.medsentry.streaming.state.Texts;
import org.medsentry.streaming.state.Varints;

/** Packs a log: times as differences, nothing for what an entry does not have, citations in bytes until somebody asks. */
final class CountLogSerializer extends PackedSerializer<CountLog> {

    private static final long serialVersionUID = 1;

    /** From this one on a log may have set records aside. */
    private static final int SEGMENTS = 2;

    private static final int VALUES = 1;
    private static final int PERS = 2;
    private static final int GROUPS = 4;
    private static final int COUNTY = 8;
    private static final int VERSION = 16;

    @Override
    protected int format() {
        return SEGMENTS;
    }

    @Override
    protected void write(CountLog log, DataOutputView target) throws IOException {
        target.writeLong(log.timer());
        Varints.write(log.size(), target);
        long time = 0;
        for (int index = 0; index < log.size(); index++) {
            CountEntry entry = log.entry(index);
            Varints.writeSigned(entry.time() - time, target);
            time = entry.time();
            write(entry, target);
        }
        log.writePanes(target);
        log.writeSegments(target);
    }

    private static void write(CountEntry entry, DataOutputView target) throws IOException {
        target.writeLong(entry.id());
        target.writeByte((entry.values() == null ? 0 : VALUES)
                | (entry.pers() == null ? 0 : PERS)
                | (entry.groups() == null ? 0 : GROUPS)
                | (entry.county() == 0 ? 0 : COUNTY)
                | (entry.version() == 1 ? 0 : VERSION));
        Varints.write(entry.counts(), target);
        if (entry.version() != 1) {
            Varints.writeSigned(entry.version(), target);
        }
        if (entry.values() != null) {
            writeAll(entry.values(), target);
        }
        if (entry.pers() != null) {
            writeAll(entry.pers(), target);
        }
        if (entry.groups() != null) {
            Varints.write(entry.groups().length, target);
            for (String group : entry.groups()) {
                Texts.write(group, target);
            }
        }
        if (entry.county() != 0) {
            Varints.write(entry.county(), target);
        }
        PackedCitation.of(entry.citation()).write(target);
    }

    private static void writeAll(long[] values, DataOutputView target) throws IOException {
        Varints.write(values.length, target);
        for (long value : values) {
            target.writeLong(value);
        }
    }

    @Override
    protected CountLog read(int format, DataInputView source) throws IOException {
        CountLog log = new CountLog();
        log.setTimer(source.readLong());
        int size = (int) Varints.read(source);
        long time = 0;
        for (int index = 0; index < size; index++) {
            time += Varints.readSigned(source);
            log.add(readEntry(time, source));
        }
        log.readPanes(source);
        if (format >= SEGMENTS) {
            log.readSegments(source);
        }
        return log;
    }

    private static CountEntry readEntry(long time, DataInputView source) throws IOException {
        long id = source.readLong();
        int has = source.readByte();
        int counts = (int) Varints.read(source);
        int version = (has & VERSION) == 0 ? 1 : (int) Varints.readSigned(source);
        long[] values = (has & VALUES) == 0 ? null : readAll(source);
        long[] pers = (has & PERS) == 0 ? null : readAll(source);
        String[] groups = null;
        if ((has & GROUPS) != 0) {
            groups = new String[(int) Varints.read(source)];
            for (int group = 0; group < groups.length; group++) {
                groups[group] = Texts.read(source);
            }
        }
        int county = (has & COUNTY) == 0 ? 0 : (int) Varints.read(source);
        return new CountEntry(time, id, version, counts, values, pers, groups, county, PackedCitation.read(source));
    }

    private static long[] readAll(DataInputView source) throws IOException {
        long[] values = new long[(int) Varints.read(source)];
        for (int index = 0; index < values.length; index++) {
            values[index] = source.readLong();
        }
        return values;
    }

    @Override
    public CountLog copy(CountLog from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<CountLog> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CountLog> {
        public Snapshot() {
            super(CountLogSerializer::new);
        }
    }
}
