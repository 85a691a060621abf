package org.medsentry.streaming.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.TestingActions;
import org.medsentry.streaming.alert.life.TestingSignals;

/** One product, one case: the alerts of county, city, province and nation, and of a lot, as one voice. */
class CaseInhibitionTest {

    private static final String PRODUCT = "86900000000017";
    private static final Instant NOW = TestingSignals.START.plusSeconds(7200);

    private TestingAlertWriter writer;
    private int number;

    @BeforeEach
    void open() throws Exception {
        writer = new TestingAlertWriter(Duration.ZERO, TestingAlertWriter.SETTINGS);
        writer.clock(TestingSignals.START);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
    }

    private RoutedSignal group(Level level, String type, String place) {
        return group(level, type, place, place.equals("000000") ? "500111" : place);
    }

    /** @param regionCode of the record that decided it */
    private RoutedSignal group(Level level, String type, String place, String regionCode) {
        return TestingSignals.of(
                "adr-group-event",
                new SubjectKey("product+" + type, PRODUCT + "|" + place),
                PRODUCT,
                List.of("adr-lot-cluster"),
                ++number,
                level,
                regionCode);
    }

    private RoutedSignal lot(Level level) {
        return TestingSignals.of(
                "adr-lot-cluster",
                new SubjectKey("product+lot", PRODUCT + "|L1"),
                PRODUCT,
                List.of(),
                ++number,
                level,
                "500111");
    }

    private RoutedSignal send(RoutedSignal signal) throws Exception {
        writer.send(signal);
        return signal;
    }

    private List<String> told() {
        return writer.triggers().stream()
                .map(trigger -> trigger.level() + " " + trigger.key().type())
                .toList();
    }

    @Test
    void eachClimbOfTheHierarchyIsToldOnce() throws Exception {
        send(group(Level.IV, "county", "500111"));
        send(group(Level.IV, "city", "500100"));
        send(group(Level.IV, "province", "500000"));
        send(group(Level.IV, "nation", "000000"));
        send(group(Level.IV, "county", "500112"));
        assertThat(told()).isEmpty();

        RoutedSignal city = send(group(Level.III, "city", "500100"));
        send(group(Level.III, "province", "500000"));
        send(group(Level.III, "nation", "000000"));
        assertThat(told()).containsExactly("III product+city");

        RoutedSignal province = send(group(Level.II, "province", "500000"));
        send(group(Level.II, "nation", "000000"));
        assertThat(told()).containsExactly("III product+city", "II product+province");
        assertThat(writer.newest(city).inhibitedBy())
                .isEqualTo(writer.newest(province).alertId());
        assertThat(writer.newest(city).escalateAt()).isNull();

        RoutedSignal nation = send(group(Level.I, "nation", "000000"));
        assertThat(told()).containsExactly("III product+city", "II product+province", "I product+nation");
        assertThat(writer.newest(city).inhibitedBy())
                .isEqualTo(writer.newest(nation).alertId());
        assertThat(writer.newest(nation).inhibitedBy()).isNull();
        assertThat(writer.triggers()).extracting(Trigger::caseKey).containsOnly(PRODUCT);
    }

    /** Signals of one record for several regions come from different tasks. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aClimbIsToldOnceInWhicheverOrderItsSignalsCome(int order) throws Exception {
        List<List<Integer>> orders = List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
        for (Level level : List.of(Level.IV, Level.III, Level.II)) {
            List<RoutedSignal> signals = List.of(
                    group(level, "city", "500100", "500111"),
                    group(level, "province", "500000", "500111"),
                    group(level, "nation", "000000", "500111"));
            for (int next : orders.get(order)) {
                send(signals.get(next));
            }
        }

        assertThat(writer.triggers()).extracting(Trigger::level).containsExactly(Level.III, Level.II);
    }

    @Test
    void theOrderInWhichSignalsComeDoesNotChangeWhoSpeaksInTheEnd() throws Exception {
        RoutedSignal nation = send(group(Level.III, "nation", "000000"));
        RoutedSignal county = send(group(Level.III, "county", "500111"));

        assertThat(writer.newest(county).inhibitedBy()).isNull();
        assertThat(writer.newest(nation).inhibitedBy())
                .isEqualTo(writer.newest(county).alertId());
        assertThat(writer.newest(nation).revision()).as("a revision of its own").isEqualTo(2);
    }

    @Test
    void anInhibitedAlertIsRevisedButTellsNobody() throws Exception {
        send(group(Level.II, "county", "500111"));
        RoutedSignal lot = send(lot(Level.III));
        send(lot(Level.II));

        assertThat(told()).containsExactly("II product+county");
        assertThat(writer.newest(lot).level()).isEqualTo(Level.II);
        assertThat(writer.newest(lot).inhibitedBy()).isNotNull();
        writer.clock(NOW.plus(Duration.ofDays(2)));
        assertThat(writer.newest(lot).escalations()).isEmpty();
    }

    @Test
    void whenItsSpeakerClosesItIsToldAndItsDeadlineBeginsThen() throws Exception {
        RoutedSignal speaker = send(group(Level.III, "county", "500111"));
        RoutedSignal lot = send(lot(Level.III));
        writer.act(
                speaker,
                TestingActions.of(ActionType.ACKNOWLEDGE, writer.newest(speaker).alertId()));
        assertThat(writer.newest(lot).inhibitedBy()).isNotNull();

        writer.clock(NOW);
        writer.act(
                speaker,
                TestingActions.of(ActionType.RESOLVE, writer.newest(speaker).alertId()));

        Alert released = writer.newest(lot);
        assertThat(released.inhibitedBy()).isNull();
        assertThat(released.escalateAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(writer.triggers()).last().satisfies(trigger -> {
            assertThat(trigger.cause()).isEqualTo(TriggerCause.OPENED);
            assertThat(trigger.alertId()).isEqualTo(released.alertId());
            assertThat(trigger.revision()).isEqualTo(released.revision());
        });
    }

    @Test
    void whenItsSpeakerFallsBehindItIsTold() throws Exception {
        RoutedSignal speaker = send(group(Level.II, "county", "500111"));
        RoutedSignal lot = send(lot(Level.II));
        assertThat(writer.newest(lot).inhibitedBy()).isNotNull();

        writer.act(
                speaker,
                TestingActions.of(ActionType.LOWER, writer.newest(speaker).alertId()));

        assertThat(writer.newest(speaker).level()).isEqualTo(Level.IV);
        assertThat(writer.newest(lot).inhibitedBy()).isNull();
        assertThat(told()).containsExactly("II product+county", "II product+lot");
    }

    @Test
    void aCaseIsWholeAgainAfterARestore() throws Exception {
        send(group(Level.III, "county", "500111"));
        RoutedSignal lot = lot(Level.III);
        writer.restore(writer.checkpoint(), TestingSignals.START.plusSeconds(60));
        send(lot);

        assertThat(writer.newest(lot).inhibitedBy()).isNotNull();
        assertThat(told()).isEmpty();
    }
}
