package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;

class PermissionsTest {

    private static final Set<ActionType> WORK = EnumSet.of(
            ActionType.ACKNOWLEDGE, ActionType.ASSIGN, ActionType.COMMENT, ActionType.RESOLVE, ActionType.DISMISS);
    private static final Set<ActionType> DUTY = EnumSet.of(ActionType.LOWER, ActionType.SILENCE, ActionType.UNSILENCE);

    @Test
    void everyRoleMayDoItsOwn() {
        Set<ActionType> workAndDuty = EnumSet.copyOf(WORK);
        workAndDuty.addAll(DUTY);

        assertThat(allowed(ActorRole.VIEWER)).isEmpty();
        assertThat(allowed(ActorRole.ANALYST)).isEqualTo(WORK);
        assertThat(allowed(ActorRole.DUTY_OFFICER)).isEqualTo(workAndDuty);
        assertThat(allowed(ActorRole.ADMINISTRATOR)).isEqualTo(workAndDuty);
        assertThat(allowed(ActorRole.SYSTEM)).isEqualTo(EnumSet.of(ActionType.DELIVERY, ActionType.WITHHOLD));
    }

    private static Set<ActionType> allowed(ActorRole role) {
        Set<ActionType> allowed = EnumSet.allOf(ActionType.class);
        allowed.removeIf(action -> !Permissions.allow(role, action));
        return allowed;
    }
}
