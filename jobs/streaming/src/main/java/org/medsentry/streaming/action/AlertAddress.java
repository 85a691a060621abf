package org.medsentry.streaming.action;

import org.medsentry.schemas.document.Alert;
import org.medsentry.streaming.alert.life.AlertKeys;

/**
 * Where an alert lives: the writer of alerts is keyed by case, and people name alerts by their ids.
 *
 * @param closed whether nothing happens to it any more
 */
public record AlertAddress(String alertId, String caseKey, String alertKey, boolean closed) {

    public static AlertAddress of(Alert alert) {
        return new AlertAddress(
                alert.alertId(),
                AlertKeys.caseKey(alert),
                AlertKeys.alertKey(alert),
                alert.status().isClosed());
    }
}
