package org.medsentry.console.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.console.TestingClock;
import org.medsentry.console.identity.User;
import org.medsentry.console.problem.Problem;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;

class ActionsTest {

    private final TestingClock clock = new TestingClock();
    private final Actions actions = new Actions(clock);

    private static User user(ActorRole role) {
        return new User("somebody", "Somebody", role, "1");
    }

    private static Actions.Wish wish(ActionType type, String reason) {
        return new Actions.Wish(type, null, null, null, null, null, null, reason, null);
    }

    @Test
    void anActionSaysWhoDidWhatWhen() {
        AlertAction action = actions.action(user(ActorRole.ANALYST), "a-1", wish(ActionType.DISMISS, "known"));
        assertThat(action.actor()).isEqualTo("somebody");
        assertThat(action.role()).isEqualTo(ActorRole.ANALYST);
        assertThat(action.at()).isEqualTo(clock.instant());
        assertThat(action.alertId()).isEqualTo("a-1");
    }

    @Test
    void whoMayNotIsRefusedBeforeAnythingElse() {
        for (ActionType type : new ActionType[] {ActionType.LOWER, ActionType.SILENCE, ActionType.UNSILENCE}) {
            assertThatThrownBy(() -> actions.action(user(ActorRole.ANALYST), "a-1", wish(type, null)))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(403));
        }
        assertThatThrownBy(() -> actions.action(user(ActorRole.ADMINISTRATOR), "a-1", wish(ActionType.DELIVERY, null)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void whatAnActionNeedsIsAskedFor() {
        User officer = user(ActorRole.DUTY_OFFICER);
        assertThatThrownBy(() -> actions.action(officer, "a", wish(ActionType.DISMISS, " ")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.pointer()).isEqualTo("/reason"));
        assertThatThrownBy(() -> actions.action(officer, "a", wish(ActionType.LOWER, "why")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.pointer()).isEqualTo("/level"));
        Actions.Wish past =
                new Actions.Wish(ActionType.SILENCE, "r", null, null, clock.instant(), null, null, "why", null);
        assertThatThrownBy(() -> actions.action(officer, null, past))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.pointer()).isEqualTo("/until"));
    }

    @Test
    void aSilenceIsInForceUntilItEnds() {
        SilenceBook book = new SilenceBook(clock);
        Instant until = clock.instant().plus(Duration.ofHours(1));
        AlertAction silence = actions.action(
                user(ActorRole.DUTY_OFFICER),
                null,
                new Actions.Wish(ActionType.SILENCE, "r", "5001*|x", null, until, null, null, "known", null));
        book.take(Documents.toJson(silence));
        assertThat(book.covering("r", "500111|x")).hasSize(1);
        assertThat(book.covering("other", "500111|x")).isEmpty();
        assertThat(book.covering("r", "360111|x")).isEmpty();
        clock.advance(Duration.ofHours(2));
        assertThat(book.inForce()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*,anything,true",
        "a,a,true",
        "a,ab,false",
        "a*b,ab,true",
        "a*b*c,a1b2c,true",
        "a*b*c,acb,false",
        "ab*b,ab,false"
    })
    void patternsAreOfStarsAlone(String pattern, String key, boolean covered) {
        Silence silence = new Silence("s", "r", pattern, Instant.MAX, "why", "who", Instant.EPOCH);
        assertThat(silence.covers("r", key)).isEqualTo(covered);
    }
}
