package org.medsentry.streaming.alert.life;

import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;

/** Who may do what. */
public final class Permissions {

    private Permissions() {}

    public static boolean allow(ActorRole role, ActionType action) {
        return switch (action) {
            case ACKNOWLEDGE, ASSIGN, COMMENT, RESOLVE, DISMISS ->
                switch (role) {
                    case ANALYST, DUTY_OFFICER, ADMINISTRATOR -> true;
                    case VIEWER, SYSTEM -> false;
                };
            case LOWER, SILENCE, UNSILENCE ->
                switch (role) {
                    case DUTY_OFFICER, ADMINISTRATOR -> true;
                    case VIEWER, ANALYST, SYSTEM -> false;
                };
            case DELIVERY, WITHHOLD ->
                switch (role) {
                    case SYSTEM -> true;
                    case VIEWER, ANALYST, DUTY_OFFICER, ADMINISTRATOR -> false;
                };
        };
    }
}
