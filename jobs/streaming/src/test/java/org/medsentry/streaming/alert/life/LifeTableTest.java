package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;

/** What really happens to an alert in every state is what the one table says. */
class LifeTableTest {

    /** DOMAIN's life cycle, read by a person: who leads where. {@code =} stays, {@code -} is forbidden. */
    private static final String BY_HAND = """
            event        NEW          ESCALATED    ACKNOWLEDGED RESOLVED DISMISSED
            EVIDENCE     =            =            =            -        -
            DEADLINE     ESCALATED    =            -            -        -
            ACKNOWLEDGE  ACKNOWLEDGED ACKNOWLEDGED -            -        -
            ASSIGN       =            =            =            -        -
            COMMENT      =            =            =            -        -
            LOWER        =            =            =            -        -
            RESOLVE      -            -            RESOLVED     -        -
            DISMISS      -            -            DISMISSED    -        -
            DELIVERY     =            =            =            -        -
            WITHHOLD     =            =            =            -        -
            """;

    private static final RoutedSignal SIGNAL = TestingSignals.signal(1, Level.III, "500111");

    @Test
    void theTableSaysWhatPeopleExpect() {
        String[] lines = BY_HAND.strip().split("\n");
        String[] statuses = lines[0].strip().split(" +");
        for (int row = 1; row < lines.length; row++) {
            String[] cells = lines[row].strip().split(" +");
            for (int column = 1; column < cells.length; column++) {
                AlertStatus status = AlertStatus.valueOf(statuses[column]);
                Optional<AlertStatus> expected = switch (cells[column]) {
                    case "=" -> Optional.of(status);
                    case "-" -> Optional.empty();
                    default -> Optional.of(AlertStatus.valueOf(cells[column]));
                };
                assertThat(LifeTable.next(status, LifeEvent.valueOf(cells[0])))
                        .as("%s of %s", cells[0], status)
                        .isEqualTo(expected);
            }
        }
        assertThat(lines).hasSize(1 + LifeEvent.values().length);
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(AlertStatus.values())
                .flatMap(status -> Arrays.stream(LifeEvent.values()).map(event -> arguments(status, event)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void anAlertDoesWhatTheTableSays(AlertStatus status, LifeEvent event) throws Exception {
        TestingCase testing = in(status);
        Alert before = testing.newest();
        assertThat(before.status()).isEqualTo(status);

        happens(testing, event, before);

        Optional<AlertStatus> next = LifeTable.next(status, event);
        Alert after = testing.alerts.stream()
                .filter(alert -> alert.alertId().equals(before.alertId()))
                .reduce((first, second) -> second)
                .orElseThrow();
        if (next.isPresent()) {
            assertThat(after.status()).isEqualTo(next.get());
            assertThat(after.revision()).isEqualTo(before.revision() + 1);
        } else {
            assertThat(after).as("forbidden: nothing changes").isEqualTo(before);
        }
        if (event != LifeEvent.EVIDENCE && event != LifeEvent.DEADLINE) {
            assertThat(testing.newestResult().status())
                    .isEqualTo(next.isPresent() ? ActionStatus.ACCEPTED : ActionStatus.REJECTED);
            assertThat(testing.newestResult().revision()).isEqualTo(after.revision());
            assertThat(testing.newestResult().rejection() == null).isEqualTo(next.isPresent());
        }
    }

    private static TestingCase in(AlertStatus status) throws Exception {
        TestingCase testing = new TestingCase(new Silences());
        testing.life.evidence(SIGNAL, TestingSignals.START);
        switch (status) {
            case NEW -> {}
            case ESCALATED -> happens(testing, LifeEvent.DEADLINE, testing.newest());
            case ACKNOWLEDGED -> happens(testing, LifeEvent.ACKNOWLEDGE, testing.newest());
            case RESOLVED -> closed(testing, LifeEvent.RESOLVE);
            case DISMISSED -> closed(testing, LifeEvent.DISMISS);
        }
        return testing;
    }

    private static void closed(TestingCase testing, LifeEvent closing) throws Exception {
        happens(testing, LifeEvent.ACKNOWLEDGE, testing.newest());
        happens(testing, closing, testing.newest());
    }

    private static void happens(TestingCase testing, LifeEvent event, Alert alert) throws Exception {
        switch (event) {
            case EVIDENCE ->
                testing.life.evidence(
                        TestingSignals.signal(2, Level.III, "500111"), TestingSignals.START.plusSeconds(120));
            case DEADLINE -> testing.life.wake(SIGNAL.alertKey(), deadline(alert));
            case ACKNOWLEDGE, ASSIGN, COMMENT, LOWER, RESOLVE, DISMISS, DELIVERY, WITHHOLD ->
                testing.life.act(
                        new ResolvedAction(
                                SIGNAL.caseKey(),
                                SIGNAL.alertKey(),
                                TestingActions.of(ActionType.valueOf(event.name()), alert.alertId())),
                        TestingSignals.START.plusSeconds(180));
        }
    }

    /** Long after any deadline that the alert could have. */
    private static Instant deadline(Alert alert) {
        return alert.updatedAt().plus(Duration.ofDays(2));
    }
}
