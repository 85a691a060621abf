package org.medsentry.console.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medsentry.schemas.document.ActorRole;

/** What somebody may do here, by the lowest role that may. Who may do what to an alert is the early-warning job's own table. */
public enum Permission {
    ALERTS_READ("alerts.read", ActorRole.VIEWER),
    EVIDENCE_READ("evidence.read", ActorRole.ANALYST),
    ALERTS_ACT("alerts.act", ActorRole.ANALYST),
    RULES_EDIT("rules.edit", ActorRole.ANALYST),
    DATA_READ("data.read", ActorRole.ANALYST),
    ALERTS_ESCALATE("alerts.escalate", ActorRole.DUTY_OFFICER),
    RULES_PUBLISH("rules.publish", ActorRole.DUTY_OFFICER),
    DEAD_LETTERS_REVEAL("dead-letters.reveal", ActorRole.ADMINISTRATOR),
    DEAD_LETTERS_REPLAY("dead-letters.replay", ActorRole.ADMINISTRATOR),
    AUDIT_READ("audit.read", ActorRole.ADMINISTRATOR);

    private final String id;
    private final ActorRole lowest;

    Permission(String id, ActorRole lowest) {
        this.id = id;
        this.lowest = lowest;
    }

    /** As the pages know it. */
    public String id() {
        return id;
    }

    /** Whether somebody of this role has it. */
    public boolean isOf(ActorRole role) {
        return rank(role) >= rank(lowest);
    }

    public static Set<Permission> of(ActorRole role) {
        Set<Permission> permissions = EnumSet.allOf(Permission.class);
        permissions.removeIf(permission -> !permission.isOf(role));
        return permissions;
    }

    public static List<String> idsOf(ActorRole role) {
        return Arrays.stream(values())
                .filter(permission -> permission.isOf(role))
                .map(Permission::id)
                .toList();
    }

    private static int rank(ActorRole role) {
        return switch (role) {
            case SYSTEM -> 0; // no person signs in as the system
            case VIEWER -> 1;
            case ANALYST -> 2;
            case DUTY_OFFICER -> 3;
            case ADMINISTRATOR -> 4;
        };
    }
}
