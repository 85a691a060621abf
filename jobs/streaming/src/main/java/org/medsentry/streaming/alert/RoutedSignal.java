package org.medsentry.streaming.alert;

import java.util.List;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;

/**
 * A signal with what reference data says of its place.
 *
 * @param regions the regions around it by name, province first, its own last
 * @param responsibilities the units of its region and topic, whatever their level: the alert may climb later
 */
public record RoutedSignal(Signal signal, List<RegionReference> regions, List<Responsibility> responsibilities) {

    /** An alert belongs to a rule and a key. */
    public String alertKey() {
        return signal.ruleId()
                + '\u0000'
                + signal.key().type()
                + '\u0000'
                + signal.key().value();
    }
}
