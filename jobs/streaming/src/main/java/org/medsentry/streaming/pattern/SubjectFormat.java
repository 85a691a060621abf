package org.medsentry.streaming.pattern;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.medsentry.schemas.document.Subject;
import org.medsentry.streaming.state.Texts;

/** Subjects in packed bytes: of the many fields only those that differ from another subject, first of all from none. */
final class SubjectFormat {

    private static final int FIELDS = 13;

    /** A bit for each field that comes from the catalogue: code, name, category and control class of a product. */
    private static final int OF_CATALOGUE = 0b11011;

    private static final Subject NOTHING = subject(new String[FIELDS]);

    private static final int NONE = 0;
    private static final int SAME = 1;
    private static final int OTHER = 2;

    private SubjectFormat() {}

    /** @param subject null where nobody asks for it */
    static void write(Subject subject, DataOutputView target) throws IOException {
        target.writeBoolean(subject != null);
        if (subject != null) {
            writeChange(fields(NOTHING), fields(subject), target);
        }
    }

    static Subject read(DataInputView source) throws IOException {
        return source.readBoolean() ? Change.read(source).of(NOTHING) : null;
    }

    /** What something is about: almost always the same as all that was found in the record. */
    static void writeAbout(Supplier<Subject> about, Particulars particulars, DataOutputView target) throws IOException {
        if (about == particulars.about()) {
            target.writeByte(SAME);
            return;
        }
        Subject own = about.get();
        Subject usual = particulars.subject();
        if (Objects.equals(own, usual)) {
            target.writeByte(SAME);
        } else if (own == null) {
            target.writeByte(NONE);
        } else {
            target.writeByte(OTHER);
            writeChange(fields(usual == null ? NOTHING : usual), fields(own), target);
        }
    }

    /** Told apart only once somebody asks. */
    static Supplier<Subject> readAbout(Particulars particulars, DataInputView source) throws IOException {
        int tag = source.readByte();
        switch (tag) {
            case NONE:
                return () -> null;
            case SAME:
                return particulars.about();
            case OTHER:
                Change change = Change.read(source);
                return () -> change.of(particulars.subject() == null ? NOTHING : particulars.subject());
            default:
                throw new IOException("no tag of a subject: " + tag);
        }
    }

    private static void writeChange(String[] from, String[] to, DataOutputView target) throws IOException {
        int changed = 0;
        for (int field = 0; field < FIELDS; field++) {
            changed |= Objects.equals(from[field], to[field]) ? 0 : 1 << field;
        }
        target.writeShort(changed);
        for (int field = 0; field < FIELDS; field++) {
            if ((changed & OF_CATALOGUE & 1 << field) != 0) {
                Texts.writeRecurring(to[field], target);
            } else if ((changed & 1 << field) != 0) {
                Texts.write(to[field], target);
            }
        }
    }

    /**
     * What makes one subject out of another.
     *
     * @param changed bit {@code i}: field {@code i} is another one
     */
    private record Change(int changed, String[] fields) {

        static Change read(DataInputView source) throws IOException {
            int changed = source.readShort();
            String[] fields = new String[FIELDS];
            for (int field = 0; field < FIELDS; field++) {
                if ((changed & 1 << field) != 0) {
                    fields[field] = Texts.read(source);
                }
            }
            return new Change(changed, fields);
        }

        Subject of(Subject other) {
            String[] result = SubjectFormat.fields(other);
            for (int field = 0; field < FIELDS; field++) {
                if ((changed & 1 << field) != 0) {
                    result[field] = fields[field];
                }
            }
            return subject(result);
        }
    }

    private static String[] fields(Subject subject) {
        return new String[] {
            subject.productCode(),
            subject.productName(),
            subject.lotNumber(),
            subject.category(),
            subject.controlClass(),
            subject.sellerId(),
            subject.sellerLicence(),
            subject.platformId(),
            subject.pharmacyId(),
            subject.reporterId(),
            subject.recallId(),
            subject.reactionCode(),
            subject.reactionTerm()
        };
    }

    private static Subject subject(String[] fields) {
        return new Subject(
                fields[0],
                fields[1],
                fields[2],
                fields[3],
                fields[4],
                fields[5],
                fields[6],
                fields[7],
                fields[8],
                fields[9],
                fields[10],
                fields[11],
                fields[12]);
    }
}
