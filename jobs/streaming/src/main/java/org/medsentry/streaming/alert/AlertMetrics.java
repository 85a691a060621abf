package org.medsentry.streaming.alert;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;

/** What operators of the platform see of the life of alerts. */
final class AlertMetrics {

    private final Counter duplicates;
    private final Counter opened;
    private final Counter revised;
    private final Counter repeated;
    private final Map<ActionStatus, Counter> answered = new EnumMap<>(ActionStatus.class);
    private final Map<TriggerCause, Counter> triggered = new EnumMap<>(TriggerCause.class);

    AlertMetrics(MetricGroup group) {
        duplicates = group.counter("duplicateSignals");
        opened = group.counter("alertsOpened");
        revised = group.counter("alertsRevised");
        repeated = group.counter("repeatedActions");
        for (ActionStatus status : ActionStatus.values()) {
            answered.put(status, group.addGroup("status", status.name()).counter("actions"));
        }
        for (TriggerCause cause : TriggerCause.values()) {
            triggered.put(cause, group.addGroup("cause", cause.name()).counter("triggers"));
        }
    }

    void duplicate() {
        duplicates.inc();
    }

    void revised(Alert alert) {
        (alert.revision() == 1 ? opened : revised).inc();
    }

    void repeated() {
        repeated.inc();
    }

    void answered(ActionResult result) {
        answered.get(result.status()).inc();
    }

    void triggered(Trigger trigger) {
        triggered.get(trigger.cause()).inc();
    }
}
