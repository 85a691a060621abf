package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.Patient;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.event.ReportedReaction;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.event.Sex;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.TestingKeys;

class AdverseReactionDecoderTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");

    private final Pseudonymiser pseudonymiser = new Pseudonymiser(TestingKeys.of("k1"));
    private final AdverseReactionDecoder decoder = new AdverseReactionDecoder(pseudonymiser);

    @Test
    void readsEveryField() throws RecordException {
        byte[] value = Corpus.good(Stream.ADVERSE_REACTIONS).get(0).getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.decode(value, RECEIVED))
                .isEqualTo(new AdverseReaction(
                        "ADR-2026-0001",
                        "cq-hospital-3",
                        2,
                        false,
                        Instant.parse("2026-02-27T00:00:00Z"),
                        Instant.parse("2026-02-26T15:15:00Z"),
                        Instant.parse("2026-02-28T02:00:00.250Z"),
                        ReporterType.HOSPITAL,
                        "H-0042",
                        "500111",
                        new Patient(pseudonymiser.person("51070319551231002X"), 1955, Sex.F, 61.5),
                        List.of(
                                new ReportedProduct(
                                        "86988001000222", "布洛芬缓释胶囊", "25010321", "MAH-88001", ProductRole.SUSPECT),
                                new ReportedProduct("86988002000153", null, null, null, ProductRole.CONCOMITANT)),
                        List.of(
                                new ReportedReaction("10002198", "Anaphylactic reaction", "Immune system disorders"),
                                new ReportedReaction("10037844", null, null)),
                        List.of(Seriousness.LIFE_THREATENING, Seriousness.HOSPITALISATION),
                        Expectedness.UNLISTED,
                        Outcome.RECOVERING));
    }

    @Test
    void missingFieldsHaveDefaults() throws RecordException {
        byte[] value = Corpus.good(Stream.ADVERSE_REACTIONS).get(1).getBytes(StandardCharsets.UTF_8);

        AdverseReaction reaction = decoder.decode(value, RECEIVED);

        assertThat(reaction.version()).isEqualTo(1);
        assertThat(reaction.nullified()).isFalse();
        assertThat(reaction.awareAt()).isNull();
        assertThat(reaction.patient()).isNull();
        assertThat(reaction.seriousness()).isEmpty();
        assertThat(reaction.expectedness()).isEqualTo(Expectedness.UNKNOWN);
        assertThat(reaction.outcome()).isNull();
    }
}
