package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.document.TestingDocuments;

class AlertActionDecoderTest {

    @Test
    void readsWhatTheProductWrites() throws Exception {
        AlertAction action = TestingDocuments.alertAction();

        assertThat(AlertActionDecoder.decode(Documents.toJson(action))).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; MISSING_FIELD; /actionId",
                "{\"actionId\":\"a\",\"action\":\"SHOUT\"}; CONSTRAINT; /action",
                "{\"actionId\":\"a\",\"action\":\"COMMENT\",\"actor\":\"\"}; CONSTRAINT; /actor",
                "{\"actionId\":\"a\",\"action\":\"COMMENT\",\"actor\":\"x\",\"role\":\"ANALYST\"}; MISSING_FIELD; /at",
                "{\"actionId\":\"a\",\"action\":\"DELIVERY\",\"delivery\":{\"resend\":-1}}; CONSTRAINT; /delivery/resend",
                "{\"actionId\":\"a\",\"delivery\":7}; WRONG_TYPE; /delivery",
                "[]; NOT_AN_OBJECT; ''"
            })
    void namesWhatIsWrong(String json, DeadLetterReason reason, String pointer) {
        assertThatThrownBy(() -> AlertActionDecoder.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(RecordException.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.pointer()).isEqualTo(pointer);
                });
    }

    /** What is required of single actions only (a reason to dismiss) is not a matter of form: the job answers it in words. */
    @Test
    void refusesNothingThatTheSchemaTakes() {
        RecordMutator mutator = new RecordMutator(
                new SplittableRandom(20_261_122L), List.of(Documents.toJsonText(TestingDocuments.alertAction())));
        int taken = 0;
        for (int count = 0; count < 3000; count++) {
            byte[] value = mutator.next();
            SchemaVerdict schema = SchemaVerdict.of(Topic.ALERT_ACTIONS, value);
            if (schema != null && schema.violations().isEmpty()) {
                taken++;
                assertThat(refusal(value))
                        .as(new String(value, StandardCharsets.UTF_8))
                        .isIn(null, DeadLetterReason.TOO_LARGE);
            }
        }
        assertThat(taken).isPositive();
    }

    private static DeadLetterReason refusal(byte[] value) {
        try {
            AlertActionDecoder.decode(value);
            return null;
        } catch (RecordException refused) {
            return refused.reason();
        }
    }
}
