package org.medsentry.detectors.catalogue;

import static org.medsentry.detectors.catalogue.DetectorSetting.memory;
import static org.medsentry.detectors.catalogue.DetectorSetting.threshold;

import java.util.List;
import java.util.Optional;

/** All detectors that rules can name. */
public final class DetectorCatalogue {

    private static final List<DetectorKind> KINDS = List.of(new DetectorKind(
            "ears-c2",
            List.of(memory("baseline", 3, 366, 7), memory("lag", 0, 60, 2), threshold("threshold", 0.1, 100, 3)),
            (panes, settings) -> new ProvisionalC2(
                    settings.get("baseline").intValue(), settings.get("lag").intValue(), settings.get("threshold"))));

    private DetectorCatalogue() {}

    public static List<DetectorKind> kinds() {
        return KINDS;
    }

    public static List<String> names() {
        return KINDS.stream().map(DetectorKind::name).toList();
    }

    public static Optional<DetectorKind> of(String name) {
        return KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
