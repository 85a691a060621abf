package org.medsentry.streaming.alert.life;

import java.util.List;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;

/**
 * A signal with what reference data says of its place.
 *
 * @param regions the regions around it by name, province first, its own last
 * @param responsibilities the units of its region and topic and of the regions around, whatever their level: the alert may climb
 *     and escalate later
 */
public record RoutedSignal(Signal signal, List<RegionReference> regions, List<Responsibility> responsibilities) {

    private static final char SEPARATOR = '\u0000';

    /** An alert belongs to a rule and a key. */
    public String alertKey() {
        return signal.ruleId()
                + SEPARATOR
                + signal.key().type()
                + SEPARATOR
                + signal.key().value();
    }

    /** What it is written by: alerts of one cause have to know of each other. */
    public String caseKey() {
        return signal.caseKey() == null ? alertKey() : signal.caseKey();
    }

    /** The value of the key that an alert key was made of. */
    static String keyValue(String alertKey) {
        return alertKey.substring(alertKey.indexOf(SEPARATOR, alertKey.indexOf(SEPARATOR) + 1) + 1);
    }
}
