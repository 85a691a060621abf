package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.rules.Captures;
import org.medsentry.rules.Firing;
import org.medsentry.rules.Hit;
import org.medsentry.rules.Raise;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.streaming.state.PackedSerializer;
import org.medsentry.streaming.state.RuleValues;
import org.medsentry.streaming.state.Texts;

/** Fitted by hand, for every record that concerns a rule goes through it; only firings, which are rare, go the usual way. */
public final class RoutedRecordSerializer extends PackedSerializer<RoutedRecord> {

    private static final long serialVersionUID = 1;
    private static final int FORMAT = 1;

    private final TypeSerializer<Firing> firings =
            TypeInformation.of(Firing.class).createSerializer(new SerializerConfigImpl());

    @Override
    protected int format() {
        return FORMAT;
    }

    @Override
    protected void write(RoutedRecord routed, DataOutputView target) throws IOException {
        writeKey(routed.key(), target);
        routed.identity().write(target);
        routed.particulars().write(target);
        target.writeLong(routed.rulesPosition());
        target.writeShort(routed.firings().size());
        for (Firing firing : routed.firings()) {
            firings.serialize(firing, target);
        }
        writeHits(routed.hits(), routed.particulars(), target);
        writeHits(routed.withdrawals(), routed.particulars(), target);
    }

    @Override
    protected RoutedRecord read(int format, DataInputView source) throws IOException {
        SubjectKey key = readKey(source);
        RecordIdentity identity = RecordIdentity.read(source);
        Particulars particulars = Particulars.read(source);
        long position = source.readLong();
        int fired = source.readShort();
        List<Firing> found = fired == 0 ? List.of() : new ArrayList<>(fired);
        for (int index = 0; index < fired; index++) {
            found.add(firings.deserialize(source));
        }
        return new RoutedRecord(
                key,
                identity,
                particulars,
                position,
                found,
                readHits(key, particulars, source),
                readHits(key, particulars, source));
    }

    static SubjectKey readKey(DataInputView source) throws IOException {
        return new SubjectKey(Texts.readRecurring(source), Texts.read(source));
    }

    static void writeKey(SubjectKey key, DataOutputView target) throws IOException {
        Texts.writeRecurring(key.type(), target);
        Texts.write(key.value(), target);
    }

    private static void writeHits(List<Hit> hits, Particulars particulars, DataOutputView target) throws IOException {
        target.writeShort(hits.size());
        for (Hit hit : hits) {
            writeHit(hit, particulars, target);
        }
    }

    /** All but the key, which whoever reads it knows. */
    static void writeHit(Hit hit, Particulars particulars, DataOutputView target) throws IOException {
        Texts.writeRecurring(hit.watchId(), target);
        target.writeLong(hit.met());
        RuleValues.writeAll(hit.values(), target);
        Texts.writeAll(hit.groups(), target);
        RuleValues.writeCaptures(hit.captures(), target);
        writeAbout(hit.about(), particulars, target);
        writeRaises(hit.raises(), target);
    }

    private static List<Hit> readHits(SubjectKey key, Particulars particulars, DataInputView source)
            throws IOException {
        int size = source.readShort();
        List<Hit> hits = size == 0 ? List.of() : new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            hits.add(readHit(key, particulars, source));
        }
        return hits;
    }

    static void writeRaises(List<Raise> raises, DataOutputView target) throws IOException {
        target.writeByte(raises.size());
        for (Raise raise : raises) {
            Texts.write(raise.modifierId(), target);
            target.writeByte(raise.levels());
            LocalisedText text = raise.explanation();
            Texts.write(text == null ? null : text.zh(), target);
            Texts.write(text == null ? null : text.en(), target);
        }
    }

    static Hit readHit(SubjectKey key, Particulars particulars, DataInputView source) throws IOException {
        String watchId = Texts.readRecurring(source);
        long met = source.readLong();
        Object[] values = RuleValues.readAll(source);
        List<String> groups = Texts.readAll(source);
        Captures captures = RuleValues.readCaptures(source);
        Supplier<Subject> about = readAbout(particulars, source);
        return new Hit(watchId, key, met, values, groups, captures, about, readRaises(source));
    }

    static void writeAbout(Supplier<Subject> about, Particulars particulars, DataOutputView target) throws IOException {
        SubjectFormat.writeAbout(about, particulars, target);
    }

    static Supplier<Subject> readAbout(Particulars particulars, DataInputView source) throws IOException {
        return SubjectFormat.readAbout(particulars, source);
    }

    static List<Raise> readRaises(DataInputView source) throws IOException {
        int size = source.readByte();
        List<Raise> raises = size == 0 ? List.of() : new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            String modifierId = Texts.read(source);
            int levels = source.readByte();
            String zh = Texts.read(source);
            String en = Texts.read(source);
            raises.add(new Raise(modifierId, levels, zh == null ? null : new LocalisedText(zh, en)));
        }
        return raises;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public RoutedRecord copy(RoutedRecord from) {
        return from;
    }

    @Override
    public TypeSerializerSnapshot<RoutedRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedRecord> {
        public Snapshot() {
            super(RoutedRecordSerializer::new);
        }
    }
}
