package org.medsentry.detectors.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.medsentry.detectors.series.SeriesDetector;

/** A detector as rules call it, with what can be set of it. */
public final class DetectorKind {

    /** Makes the detector from a value for each of its settings. */
    @FunctionalInterface
    interface Maker {
        SeriesDetector make(PaneLength panes, Map<String, Double> settings);
    }

    private final String name;
    private final List<DetectorSetting> settings;
    private final Maker maker;

    DetectorKind(String name, List<DetectorSetting> settings, Maker maker) {
        this.name = name;
        this.settings = List.copyOf(settings);
        this.maker = maker;
    }

    public String name() {
        return name;
    }

    public List<DetectorSetting> settings() {
        return settings;
    }

    /** @return the setting of this name, or null */
    public DetectorSetting setting(String settingName) {
        return settings.stream()
                .filter(setting -> setting.name().equals(settingName))
                .findFirst()
                .orElse(null);
    }

    /**
     * A detector.
     *
     * @param values of some of its settings; the others are as usual
     * @throws IllegalArgumentException if it has no such setting, or a value lies outside of what is allowed
     */
    public SeriesDetector detector(PaneLength panes, Map<String, Double> values) {
        Objects.requireNonNull(panes, "panes");
        values.forEach((settingName, value) -> {
            DetectorSetting setting = setting(settingName);
            if (setting == null) {
                throw new IllegalArgumentException(name + " has no setting '" + settingName + "'");
            }
            if (!setting.allows(value)) {
                throw new IllegalArgumentException(
                        "'" + settingName + "' of " + name + " is " + setting.range() + ", not " + value);
            }
        });
        return maker.make(panes, complete(values));
    }

    /** What of its name and settings a state depends on: equal for detectors that can go on from each other's states. */
    public String stateShape(Map<String, Double> values) {
        StringBuilder shape = new StringBuilder(name);
        complete(values).forEach((settingName, value) -> {
            if (setting(settingName).shapesState()) {
                shape.append(' ').append(settingName).append('=').append(value);
            }
        });
        return shape.toString();
    }

    private Map<String, Double> complete(Map<String, Double> values) {
        Map<String, Double> complete = new LinkedHashMap<>();
        settings.forEach(
                setting -> complete.put(setting.name(), values.getOrDefault(setting.name(), setting.standard())));
        return complete;
    }
}
