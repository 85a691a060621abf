package org.medsentry.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.ActorRole;

class PermissionTest {

    @Test
    void eachRoleMayWhatTheOneBelowMay() {
        assertThat(Permission.of(ActorRole.SYSTEM)).isEmpty();
        assertThat(Permission.of(ActorRole.VIEWER)).containsExactly(Permission.ALERTS_READ);
        assertThat(Permission.of(ActorRole.ANALYST))
                .containsAll(Permission.of(ActorRole.VIEWER))
                .contains(Permission.EVIDENCE_READ)
                .doesNotContain(Permission.RULES_PUBLISH);
        assertThat(Permission.of(ActorRole.DUTY_OFFICER))
                .containsAll(Permission.of(ActorRole.ANALYST))
                .contains(Permission.RULES_PUBLISH)
                .doesNotContain(Permission.AUDIT_READ, Permission.DEAD_LETTERS_REVEAL);
        assertThat(Permission.of(ActorRole.ADMINISTRATOR)).containsExactlyInAnyOrder(Permission.values());
    }
}
