package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.List;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;

/**
 * An alert in state: what people see, and what its further life depends on.
 *
 * @param responsibilities the units of all its places, whatever their level
 * @param inhibits rules for whose alerts of the same case it speaks
 * @param evidenceLevel the highest level that evidence has reached, which a person may have lowered
 * @param openingLevel the level it opened at
 * @param climbedFrom the level before a climb that nobody was told of yet; null if there is none
 * @param announced whether a trigger has said that it opened
 * @param formerTold whether anybody was told of the alert before it
 * @param told ids of the units that triggers went to
 * @param toldLevel its level at the last trigger; null if there was none
 */
public record OpenAlert(
        Alert alert,
        List<Responsibility> responsibilities,
        List<String> inhibits,
        Level evidenceLevel,
        Level openingLevel,
        Level climbedFrom,
        boolean announced,
        boolean formerTold,
        List<String> told,
        Level toldLevel) {

    /** When it has to be looked at again: a silence hides its deadline. Null for never. */
    Instant wakeAt() {
        return alert.silencedUntil() != null ? alert.silencedUntil() : alert.escalateAt();
    }
}
