package org.medsentry.streaming.alert.life;

import static org.medsentry.schemas.document.AlertStatus.ACKNOWLEDGED;
import static org.medsentry.schemas.document.AlertStatus.DISMISSED;
import static org.medsentry.schemas.document.AlertStatus.ESCALATED;
import static org.medsentry.schemas.document.AlertStatus.NEW;
import static org.medsentry.schemas.document.AlertStatus.RESOLVED;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.schemas.document.AlertStatus;

/**
 * The one table of an alert's states and what leads from one to the next. Nothing is allowed that it does not name. Only what
 * somebody has acknowledged can be resolved or dismissed, and nothing happens to a closed alert: further evidence opens another.
 */
public final class LifeTable {

    private static final Map<AlertStatus, Map<LifeEvent, AlertStatus>> NEXT = new EnumMap<>(AlertStatus.class);

    static {
        for (AlertStatus status : AlertStatus.values()) {
            NEXT.put(status, new EnumMap<>(LifeEvent.class));
        }
        for (AlertStatus open : List.of(NEW, ESCALATED, ACKNOWLEDGED)) {
            allow(open, LifeEvent.EVIDENCE, open);
            allow(open, LifeEvent.ASSIGN, open);
            allow(open, LifeEvent.COMMENT, open);
            allow(open, LifeEvent.LOWER, open);
            allow(open, LifeEvent.DELIVERY, open);
            allow(open, LifeEvent.WITHHOLD, open);
        }
        allow(NEW, LifeEvent.ACKNOWLEDGE, ACKNOWLEDGED);
        allow(NEW, LifeEvent.DEADLINE, ESCALATED);
        allow(ESCALATED, LifeEvent.ACKNOWLEDGE, ACKNOWLEDGED);
        allow(ESCALATED, LifeEvent.DEADLINE, ESCALATED);
        allow(ACKNOWLEDGED, LifeEvent.RESOLVE, RESOLVED);
        allow(ACKNOWLEDGED, LifeEvent.DISMISS, DISMISSED);
    }

    private LifeTable() {}

    private static void allow(AlertStatus status, LifeEvent event, AlertStatus next) {
        NEXT.get(status).put(event, next);
    }

    /** The status after the event; empty where the event is forbidden. */
    public static Optional<AlertStatus> next(AlertStatus status, LifeEvent event) {
        return Optional.ofNullable(NEXT.get(status).get(event));
    }

    static boolean allows(AlertStatus status, LifeEvent event) {
        return NEXT.get(status).containsKey(event);
    }
}
