package org.medsentry.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.desk.RuleStateChange.Wish;
import org.medsentry.schemas.document.RuleState;

class RuleStateChangeTest {

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,  PAUSE,           changed",
        "SHADOW,  PAUSE,           changed",
        "PAUSED,  PAUSE,           unchanged",
        "REMOVED, PAUSE,           refused",
        "PAUSED,  RESUME,          changed",
        "ACTIVE,  RESUME,          unchanged",
        "SHADOW,  RESUME,          refused",
        "REMOVED, RESUME,          refused",
        "PAUSED,  RESUME_ON_TRIAL, changed",
        "SHADOW,  RESUME_ON_TRIAL, unchanged",
        "ACTIVE,  RESUME_ON_TRIAL, refused",
        "REMOVED, RESUME_ON_TRIAL, refused",
        "ACTIVE,  REMOVE,          changed",
        "SHADOW,  REMOVE,          changed",
        "PAUSED,  REMOVE,          changed",
        "REMOVED, REMOVE,          unchanged"
    })
    void onlyWhatIsPausedIsResumed(RuleState before, Wish wish, String outcome) {
        RuleStateChange change = RuleStateChange.of("some-rule", 3, before, wish);

        assertThat(change.isRefused() ? "refused" : change.isUnchanged() ? "unchanged" : "changed")
                .isEqualTo(outcome);
    }
}
