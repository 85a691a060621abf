package org.medsentry.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsentry.schemas.Stream;

/** Counts the records as they leave, which is the only way to know what a month of chance contained. */
final class TruthTally {

    private static final class Counts {
        private long records;
        private long good;
        private long followUps;
        private long nullified;
        private long duplicates;
        private final Map<String, Long> bad = new TreeMap<>();
        private long outOfOrder;
        private long behindFiveMinutes;
        private long behindFortyEightHours;
        private Instant newest = Instant.MIN;

        private StreamTruth toTruth() {
            return new StreamTruth(
                    records,
                    good,
                    followUps,
                    nullified,
                    duplicates,
                    bad,
                    outOfOrder,
                    behindFiveMinutes,
                    behindFortyEightHours);
        }
    }

    private static final Duration SMALL_DISORDER = Duration.ofMinutes(5);
    private static final Duration ALLOWED_LATENESS = Duration.ofHours(48);

    private final Map<Stream, Counts> streams = new EnumMap<>(Stream.class);
    private final Map<String, Long> recordsByRule = new TreeMap<>();
    private final Set<String> countedReports = new HashSet<>();

    TruthTally() {
        for (Stream stream : Stream.values()) {
            streams.put(stream, new Counts());
        }
    }

    void add(Outgoing outgoing) {
        Counts counts = streams.get(outgoing.stream());
        counts.records++;
        if (outgoing.badReason() != null) {
            counts.bad.merge(outgoing.badReason().name(), 1L, Long::sum);
        } else if (outgoing.duplicate()) {
            counts.duplicates++;
        } else {
            addGood(counts, outgoing);
        }
    }

    private void addGood(Counts counts, Outgoing outgoing) {
        counts.good++;
        counts.followUps += outgoing.version() > 1 ? 1 : 0;
        counts.nullified += outgoing.nullified() ? 1 : 0;
        Instant time = outgoing.streamTime();
        if (time.isBefore(counts.newest)) {
            counts.outOfOrder++;
            Duration behind = Duration.between(time, counts.newest);
            counts.behindFiveMinutes += behind.compareTo(SMALL_DISORDER) > 0 ? 1 : 0;
            counts.behindFortyEightHours += behind.compareTo(ALLOWED_LATENESS) > 0 ? 1 : 0;
        } else {
            counts.newest = time;
        }
        for (String ruleId : outgoing.ruleIds()) {
            boolean counted = outgoing.stream() == Stream.ADVERSE_REACTIONS
                    && !countedReports.add(ruleId + '|' + outgoing.source() + '|' + outgoing.eventId());
            if (!counted) {
                recordsByRule.merge(ruleId, 1L, Long::sum);
            }
        }
    }

    SimulationTruth toTruth(SimulationSettings settings, List<ScenarioTruth> scenarios, Population population) {
        Map<String, StreamTruth> truths = new TreeMap<>();
        streams.forEach((stream, counts) -> truths.put(stream.id(), counts.toTruth()));
        List<SimulationTruth.Actor> actors = new ArrayList<>();
        population
                .actors()
                .forEach(person ->
                        actors.add(new SimulationTruth.Actor(person.idNumber(), person.phone(), person.name())));
        return new SimulationTruth(
                settings.seed(), settings.start(), settings.end(), truths, recordsByRule, scenarios, actors);
    }
}
