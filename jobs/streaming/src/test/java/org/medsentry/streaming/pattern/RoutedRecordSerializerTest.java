package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.medsentry.rules.Captures;
import org.medsentry.rules.Fingerprint;
import org.medsentry.rules.Hit;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

class RoutedRecordSerializerTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final SubjectKey KEY = new SubjectKey("county+category", "500111|ANTIPYRETIC");
    private static final RecordIdentity IDENTITY = new RecordIdentity("purchase-registrations", "chain", "E1", 3, TIME);
    private static final List<Evidence> EVIDENCE =
            List.of(new Evidence("purchase-registrations", "chain", "E1", TIME, "R1", "PH-1", null, null, null));
    private static final RegionReference REGION =
            new RegionReference("500111", "大足区", "Dazu", List.of("500000", "500100", "500111"));
    private static final Subject SUBJECT = subject("86900000000017", "ANTIPYRETIC", "L1", null);

    @Test
    void comesBackAsItWas() throws IOException {
        RoutedRecord routed = copy(routed(SUBJECT, SUBJECT));
        assertThat(routed.key()).isEqualTo(KEY);
        assertThat(routed.rulesPosition()).isEqualTo(-1);
        assertThat(routed.evidence()).isEqualTo(EVIDENCE);
        assertThat(routed.region()).isEqualTo(REGION);
        assertThat(routed.identity().version()).isEqualTo(3);
        assertThat(routed.identity().time()).isEqualTo(TIME);
        assertThat(routed.identity().stream()).isEqualTo("purchase-registrations");
        assertThat(routed.identity().source()).isEqualTo("chain");
        assertThat(routed.identity().eventId()).isEqualTo("E1");
        Hit hit = routed.hits().get(0);
        assertThat(hit.watchId()).isEqualTo("count-0123456789abcdef");
        assertThat(hit.met()).isEqualTo(5);
        assertThat(hit.values()).containsExactly(true, null, 17L);
        assertThat(hit.groups()).containsExactly("一", "two");
    }

    @Test
    void theHashOfARecordIsThatOfItsNames() throws IOException {
        assertThat(IDENTITY.hash()).isEqualTo(Fingerprint.of("purchase-registrations\u0000chain\u0000E1"));
        RecordIdentity copied = copy(routed(SUBJECT, SUBJECT)).identity();
        assertThat(copied.hash()).isEqualTo(Fingerprint.of(copied.id()));
    }

    @Test
    void eachHitIsAboutItsOwnSubject() throws IOException {
        Subject[] subjects = {
            SUBJECT,
            subject("86900000000017", "ANTITUSSIVE", "L1", null),
            subject(null, null, null, "M1"),
            subject(null, null, null, null),
            null
        };
        for (Subject ofRecord : subjects) {
            RoutedRecord routed = copy(copy(routed(ofRecord, subjects)));
            assertThat(routed.hits()).extracting(Hit::subject).containsExactly(subjects);
        }
    }

    @Test
    void aRecordElsewhereIsTheSameRecord() {
        Particulars here = Particulars.of(EVIDENCE, REGION, SUBJECT);
        RegionReference city = new RegionReference("500100", null, null, List.of("500000", "500100"));
        Particulars there = here.at(city, PackedRegions.pack(city));
        assertThat(there.region()).isEqualTo(city);
        assertThat(there.evidence()).isEqualTo(EVIDENCE);
        assertThat(there.subject()).isEqualTo(SUBJECT);
    }

    private static RoutedRecord routed(Subject ofRecord, Subject... ofHits) {
        List<Hit> hits = Arrays.stream(ofHits)
                .map(subject -> new Hit(
                        "count-0123456789abcdef",
                        KEY,
                        5,
                        new Object[] {true, null, 17L},
                        List.of("一", "two"),
                        Captures.NONE,
                        subject,
                        List.of()))
                .toList();
        return new RoutedRecord(
                KEY, IDENTITY, Particulars.of(EVIDENCE, REGION, ofRecord), -1, List.of(), hits, List.of());
    }

    private static Subject subject(String productCode, String category, String lotNumber, String reactionTerm) {
        return new Subject(
                productCode, null, lotNumber, category, null, null, null, null, null, null, null, null, reactionTerm);
    }

    private static RoutedRecord copy(RoutedRecord routed) throws IOException {
        RoutedRecordSerializer serializer = new RoutedRecordSerializer();
        DataOutputSerializer target = new DataOutputSerializer(16);
        serializer.serialize(routed, target);
        DataInputDeserializer source = new DataInputDeserializer(target.getCopyOfBuffer());
        RoutedRecord copied = serializer.deserialize(source);
        assertThat(source.available()).isZero();
        return copied;
    }
}
