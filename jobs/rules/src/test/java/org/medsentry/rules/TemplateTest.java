package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.schemas.event.Symptom;

class TemplateTest {

    private final TestingPurchase purchase = new TestingPurchase();

    private Firing fired(String zh, String en) {
        TestingRules rules = new TestingRules();
        rules.publish(
                TestingFiles.pattern("买了 {event.quantity} 盒", zh, "Bought {event.quantity}", en), RuleState.ACTIVE);
        purchase.quantity = 3;
        return rules.judge(Facts.purchase(purchase.build(), null, null)).get(0);
    }

    private String zh(String text) {
        return fired(text, "A").explanation().zh();
    }

    private String en(String text) {
        return fired("甲", text).explanation().en();
    }

    @Test
    void numbersAreShownWithoutNoise() {
        assertThat(en("{event.quantity} {event.unitPrice} {10.0 / 3.0} {100.0} {0.005} {-1.255}"))
                .isEqualTo("3 12.5 3.33 100 0.01 -1.26");
        assertThat(en("{1.0 / 0.0}")).isEqualTo("—");
    }

    @Test
    void timesAreShownInTheZoneOfTheirReaders() {
        assertThat(zh("{event.occurredAt}")).isEqualTo("2026-03-01 10:30");
    }

    @Test
    void theRest() {
        purchase.symptoms = List.of(Symptom.COUGH, Symptom.SORE_THROAT);
        assertThat(zh("{event.buyer.symptoms}；{event.channel}；{true}；{has(recall.recallId)}；{parameters.limit}"))
                .isEqualTo("咳嗽、咽痛；柜台；是；否；24 小时");
        assertThat(en("{event.buyer.symptoms}; {event.channel}; {true}; {has(recall.recallId)}; {parameters.limit}"))
                .isEqualTo("cough, sore throat; over the counter; yes; no; 24 h");
        assertThat(en("{event.prescriptionId}, {recall.class}, {product.categories}"))
                .isEqualTo("—, —, —");
        purchase.symptoms = List.of();
        assertThat(en("{event.buyer.symptoms}")).isEqualTo("—");
    }

    @Test
    void bracketsAndQuotes() {
        assertThat(en("{{{event.quantity}}} {'}' + '{'}")).isEqualTo("{3} }{");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 秒, 0 s",
        "PT59S, 59 秒, 59 s",
        "PT24H, 24 小时, 24 h",
        "PT24H1S, 24 小时 1 秒, 24 h 1 s",
        "PT36H30M15S, 36 小时 30 分钟, 36 h 30 min",
        "P2D, 2 天, 2 days",
        "P15DT5H3M, 15 天 5 小时, 15 days 5 h",
        "P30DT2M, 30 天 2 分钟, 30 days 2 min",
        "PT-90M, -1 小时 30 分钟, -1 h 30 min",
    })
    void durations(Duration duration, String zh, String en) {
        assertThat(DurationText.format(duration, Language.ZH)).isEqualTo(zh);
        assertThat(DurationText.format(duration, Language.EN)).isEqualTo(en);
    }

    @Test
    void writtenDurations() {
        assertThat(DurationText.parse("72 h")).contains(Duration.ofHours(72));
        assertThat(DurationText.parse("15 days")).contains(Duration.ofDays(15));
        assertThat(DurationText.parse("1d")).contains(Duration.ofDays(1));
        assertThat(DurationText.parse("90 min")).contains(Duration.ofMinutes(90));
        assertThat(DurationText.parse("30 s")).contains(Duration.ofSeconds(30));
        assertThat(DurationText.parse("5 packages")).isEmpty();
        assertThat(DurationText.parse("h")).isEmpty();
        assertThat(DurationText.parse("-5 h")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Stream.class)
    void everyWordThatARuleCanShowHasALabel(Stream stream) {
        Vocabulary.of(RuleStream.of(stream), stream == Stream.ADVERSE_REACTIONS ? Each.SUSPECT : Each.RECORD)
                .variables()
                .values()
                .forEach(variable -> labelled(variable.type()));
    }

    private static void labelled(ValueType type) {
        switch (type.kind()) {
            case LIST -> labelled(type.element());
            case RECORD -> type.record().fields().values().forEach(field -> labelled(field.type()));
            case ENUM -> {
                for (Enum<?> constant : type.enumeration().getEnumConstants()) {
                    assertThat(Language.values()).as("%s", constant).allMatch(language -> language.hasLabel(constant));
                }
            }
            case BOOL, INT, DOUBLE, STRING, TIMESTAMP, DURATION -> {}
        }
    }
}
