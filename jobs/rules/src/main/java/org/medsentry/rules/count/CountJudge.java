package org.medsentry.rules.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.medsentry.rules.Captures;
import org.medsentry.rules.CountRule;
import org.medsentry.rules.Measure;
import org.medsentry.rules.Measure.Kind;
import org.medsentry.rules.RegionLevel;
import org.medsentry.rules.count.Verdict.Reach;
import org.medsentry.schemas.document.Level;

/**
 * Judges all rules that share a counter together: the windows that end at one record are nested, so each record is added
 * once, however many rules look. Holds nothing of a key; not thread-safe.
 */
public final class CountJudge {

    private static final String[] ALL = {null};

    private final List<CountRule> rules;
    private final int[] byLength;
    private final long[] withins;
    private final boolean spreads;
    private final int leastRecords;
    private final boolean countsOnly;
    private final Tally tally;
    private final Spread spread = new Spread();
    private final Verdict[] verdicts;
    private final List<Reach>[] reaches;

    /** Told that a rule could not judge; the others go on. */
    @FunctionalInterface
    public interface Failed {
        void accept(int rule, Throwable reason);
    }

    /** @param rules those that share a counter */
    public CountJudge(List<CountRule> rules) {
        this.rules = List.copyOf(rules);
        this.withins =
                rules.stream().mapToLong(rule -> rule.within().toMillis()).toArray();
        this.byLength = IntStream.range(0, withins.length)
                .boxed()
                .sorted(Comparator.comparingLong(rule -> withins[rule]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Measure> measures = rules.get(0).measures();
        this.spreads = measures.stream().anyMatch(measure -> measure.kind() == Kind.SPREAD);
        this.leastRecords =
                rules.stream().mapToInt(CountRule::leastRecords).min().orElse(1);
        this.countsOnly = measures.size() == 1
                && measures.get(0).kind() == Kind.COUNT
                && !measures.get(0).per()
                && !rules.get(0).isGrouped();
        this.tally = new Tally(measures);
        this.verdicts = new Verdict[withins.length];
        this.reaches = newArray(withins.length);
    }

    @SuppressWarnings("unchecked") // filled by this class alone
    private static List<Reach>[] newArray(int length) {
        return (List<Reach>[]) new List<?>[length];
    }

    /**
     * Judges every rule over all windows that hold the record.
     *
     * @param index where the record lies
     * @param captures of the record
     * @param region level of the key's region where the rules are rolled up, else null
     * @param failed told of rules that could not judge
     * @return parallel to the rules, null where the record does not leave a rule at a level; valid until the next call
     */
    public Verdict[] judge(CountLog log, int index, Captures captures, RegionLevel region, Failed failed) {
        Arrays.fill(verdicts, null);
        Arrays.fill(reaches, null);
        if (log.records() < leastRecords) {
            return verdicts;
        }
        CountEntry entry = log.entry(index);
        String[] groups = entry.groups() == null ? ALL : entry.groups();
        long latest = entry.time() + withins[byLength[byLength.length - 1]];
        for (int last = index; last < log.size() && log.time(last) <= latest; last++) {
            boolean isEnd = last + 1 == log.size() || log.time(last + 1) != log.time(last);
            if (isEnd) {
                for (String group : groups) {
                    judgeEnd(log, last, group, entry.time(), captures, region, failed);
                }
            }
        }
        return verdicts;
    }

    /** All windows that end at one record, the shortest first. */
    private void judgeEnd(
            CountLog log, int last, String group, long time, Captures captures, RegionLevel region, Failed failed) {
        long end = log.time(last);
        tally.clear(group);
        List<Contribution> added = spreads ? new ArrayList<>() : null;
        int next = last;
        int nextCell = log.panes().size() - 1;
        for (int rule : byLength) {
            long start = end - withins[rule];
            if (start > time) {
                continue; // such a window does not hold the record that is judged
            }
            if (countsOnly && log.panes().isEmpty()) {
                int first = log.firstFrom(start);
                tally.setCount(last - first + 1, log.time(first), end);
            } else {
                for (; next >= 0 && log.time(next) >= start; next--) {
                    add(log.entry(next), group, added);
                }
                for (; nextCell >= 0 && log.panes().cell(nextCell).until() > start; nextCell--) {
                    Cell cell = log.panes().cell(nextCell);
                    if (cell.from() <= end) {
                        add(cell, group, added);
                    }
                }
            }
            try {
                if (spreads) {
                    spread.measure(rules.get(rule), added, group, region, captures, tally);
                }
                judgeWindow(rule, group, start, end, captures, region);
            } catch (RuntimeException | StackOverflowError contained) {
                failed.accept(rule, contained);
            }
        }
    }

    private void add(Contribution contribution, String group, List<Contribution> added) {
        if (contribution.isIn(group)) {
            contribution.addTo(tally);
            if (added != null) {
                added.add(contribution);
            }
        }
    }

    private void judgeWindow(int index, String group, long start, long end, Captures captures, RegionLevel region) {
        CountRule rule = rules.get(index);
        if (tally.records() < rule.leastRecords()) {
            return;
        }
        Level level = rule.level(tally, captures, region);
        if (level == null) {
            return;
        }
        Reach reach = reach(index, group, start, end);
        if (Verdict.isBetter(level, tally.records(), verdicts[index])) {
            verdicts[index] = new Verdict(level, tally.window(), tally.records(), reach);
        }
    }

    /** The windows of the group that reach a level, this one included. */
    private Reach reach(int rule, String group, long start, long end) {
        if (reaches[rule] == null) {
            reaches[rule] = new ArrayList<>(1);
        }
        for (Reach reach : reaches[rule]) {
            if (reach.isOf(group)) {
                reach.extend(start, end);
                return reach;
            }
        }
        Reach reach = new Reach(group, start, end);
        reaches[rule].add(reach);
        return reach;
    }

    /** In how many parts of a region a rule is at a level by itself, found from the counties up. */
    private static final class Spread {

        private static final int DIGITS = 6;

        void measure(
                CountRule rule,
                List<Contribution> window,
                String group,
                RegionLevel region,
                Captures captures,
                Tally figures) {
            List<Measure> measures = rule.measures();
            List<Level> levels = region == null || region.parts() == null
                    ? List.of()
                    : levelsOfParts(rule, window, group, region.parts(), captures);
            for (int index = 0; index < measures.size(); index++) {
                Measure measure = measures.get(index);
                if (measure.kind() == Kind.SPREAD) {
                    figures.setSpread(index, (int) levels.stream()
                            .filter(level -> level.atLeast(measure.spread()))
                            .count());
                }
            }
        }

        private List<Level> levelsOfParts(
                CountRule rule, List<Contribution> window, String group, RegionLevel parts, Captures captures) {
            Map<Integer, List<Contribution>> byPart = new HashMap<>();
            int unit = (int) Math.pow(10, DIGITS - parts.prefix());
            for (Contribution contribution : window) {
                byPart.computeIfAbsent(contribution.county() / unit, none -> new ArrayList<>())
                        .add(contribution);
            }
            List<Level> levels = new ArrayList<>();
            for (List<Contribution> part : byPart.values()) {
                if (part.stream().mapToLong(Contribution::records).sum() >= rule.leastRecords()) {
                    Tally figures = new Tally(rule.measures());
                    figures.clear(group);
                    part.forEach(contribution -> contribution.addTo(figures));
                    measure(rule, part, group, parts, captures, figures);
                    Level level = rule.level(figures, captures, parts);
                    if (level != null) {
                        levels.add(level);
                    }
                }
            }
            return levels;
        }
    }
}
