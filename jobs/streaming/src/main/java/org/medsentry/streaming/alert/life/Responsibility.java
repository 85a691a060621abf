package org.medsentry.streaming.alert.life;

import java.util.List;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.TriggerUnit;
import org.medsentry.schemas.document.UnitReference;

/**
 * A unit that answers for a signal's region and topic.
 *
 * @param minLevel the lowest level that it answers for; null for a unit of a region around, which is told only when an alert
 *     escalates
 * @param digits how many digits name its region: 6 a county, 4 a city, 2 a province, 0 the nation
 * @param channels how it is reached
 */
public record Responsibility(UnitReference unit, Level minLevel, int digits, List<String> channels) {

    boolean answersFor(Level level) {
        return minLevel != null && level.atLeast(minLevel);
    }

    TriggerUnit addressed() {
        return new TriggerUnit(unit.id(), unit.name(), unit.role(), channels);
    }
}
