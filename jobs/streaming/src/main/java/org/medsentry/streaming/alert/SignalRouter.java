package org.medsentry.streaming.alert;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.medsentry.rules.RuleException;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.UnitReference;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import org.medsentry.schemas.reference.Unit;
import org.medsentry.streaming.alert.life.Responsibility;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.reference.Catalogue;
import org.medsentry.streaming.reference.ControlLoader;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.reference.ControlledOperator;
import org.medsentry.streaming.reference.RegionCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which units are responsible for a signal, and which case it belongs to, from reference data and rules in force. */
public final class SignalRouter extends ControlledOperator<Signal, RoutedSignal> {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(SignalRouter.class);

    /** Those who lead first, the nearest of them first. */
    private static final Comparator<Unit> ORDER = Comparator.comparing(Unit::role)
            .thenComparing(
                    Comparator.comparingInt((Unit unit) -> unit.regionPrefix().length())
                            .reversed())
            .thenComparing(Unit::unitId);

    private record Place(ResponsibilityTopic topic, String regionCode) {}

    private transient Catalogue catalogue;
    private transient Map<Place, List<Responsibility>> known;
    private transient RuleGroupings groupings;

    public SignalRouter(ControlLoader loader) {
        super(loader, EnumSet.of(Topic.UNITS, Topic.REGIONS, Topic.RULES));
    }

    @Override
    public void open() throws Exception {
        catalogue = new Catalogue();
        known = new HashMap<>();
        groupings = new RuleGroupings();
        super.open();
    }

    @Override
    protected void obey(ControlRecord row) {
        try {
            if (row.topic() == Topic.RULES) {
                groupings.apply(row);
                return;
            }
            catalogue.apply(row);
            known.clear();
        } catch (RecordException | RuleException refused) {
            LOG.warn("row {} of {} is not taken into force: {}", row.key(), row.brokerTopic(), refused.getMessage());
        }
    }

    @Override
    protected void process(Signal signal, StreamRecord<Signal> element) {
        String regionCode = signal.region() == null ? "" : signal.region().code();
        List<Responsibility> responsibilities =
                known.computeIfAbsent(new Place(signal.topic(), regionCode), this::responsibilities);
        List<RegionReference> regions = signal.region() == null
                ? List.of()
                : signal.region().path().stream().map(catalogue::region).toList();
        output.collect(element.replace(new RoutedSignal(groupings.grouped(signal), regions, responsibilities)));
    }

    /** Units that are for a region around alone do not answer for the signal, but are told when it escalates. */
    private List<Responsibility> responsibilities(Place place) {
        List<String> around = RegionCodes.path(place.regionCode());
        return catalogue.units().stream()
                .filter(unit -> unit.topics().contains(place.topic()))
                .filter(unit -> answers(unit, place) || around.contains(unit.regionPrefix()))
                .sorted(ORDER)
                .map(unit -> new Responsibility(
                        new UnitReference(unit.unitId(), new LocalisedText(unit.nameZh(), unit.nameEn()), unit.role()),
                        answers(unit, place) ? unit.minLevel() : null,
                        RegionCodes.digits(unit.regionPrefix()),
                        unit.channels()))
                .toList();
    }

    private static boolean answers(Unit unit, Place place) {
        return place.regionCode().startsWith(unit.regionPrefix());
    }
}
