package org.medsentry.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsentry.detectors.catalogue.DetectorCatalogue;
import org.medsentry.detectors.catalogue.DetectorKind;
import org.medsentry.detectors.catalogue.DetectorSetting;
import org.medsentry.detectors.catalogue.PaneLength;
import org.medsentry.detectors.series.SeriesDetector;
import org.medsentry.rules.Measure.Kind;
import org.medsentry.rules.baseline.PaneCalendar;
import org.medsentry.schemas.codec.DefaultZone;

/** Reads what is special to files of baseline rules. */
final class BaselineReader {

    private static final int MOST_LEAST = 1_000_000;
    private static final Duration MOST_CORRECTIONS = Duration.ofDays(60);
    private static final Duration CORRECTIONS_OF_REPORTS = Duration.ofDays(30);
    private static final List<String> MEASURES = List.of(Kind.COUNT.key(), Kind.DISTINCT.key(), Kind.SUM.key());

    private final RuleParts parts;
    private final Problems problems;
    private final StringBuilder shape = new StringBuilder();

    BaselineReader(RuleParts parts) {
        this.parts = parts;
        this.problems = parts.problems();
    }

    /** A detector as a file asks for it. */
    private record Chosen(DetectorKind kind, Map<String, Double> settings) {}

    /** Null if a problem has been added. */
    BaselineRule read(Rule.Head head, Each each) {
        if (head.stream().isDerived()) {
            problems.add(
                    parts.file().place("stream"),
                    "series are counted over input streams, whose days end by stream time");
        }
        RuleKey key = parts.keys();
        Optional<Expression> when = parts.conditionExpression(parts.file(), "when", false);
        String pane = parts.file().oneOf("pane", true, PaneLength.keys());
        ZoneId zone = zone();
        Counter.Input measure = measure();
        Chosen detector = detector();
        Integer least = parts.file().integer("minimum", false, 0, MOST_LEAST);
        Duration corrections = corrections(head.stream());
        RuleParts behind = parts.in(parts.scope().behindTheShuffle(figures()));
        RuleParts.Texts title = behind.texts("title", true);
        Judgement judgement = behind.judgement(true, title);
        parts.file().close();
        SeriesDetector made = pane == null || detector == null ? null : make(detector, PaneLength.of(pane));
        if (!problems.none()) {
            return null;
        }
        PaneLength length = PaneLength.of(pane);
        shape.insert(0, each.key() + "\n" + key.type() + "\n" + key.shape() + pane + "\n" + zone + "\n");
        shape.append(detector.kind().stateShape(detector.settings())).append('\n');
        Counter counter = new Counter(
                Watches.id("baseline", head, each, key, shape.toString()),
                each,
                key,
                behind.scope().captures(),
                when.orElse(null),
                null,
                List.of(measure));
        return new BaselineRule(
                head.with(title.written(), behind.scope().slots()),
                withUsualFigures(judgement),
                counter,
                made,
                new BaselineRule.Settings(
                        new PaneCalendar(length, zone), measure.kind(), least == null ? 0 : least, corrections),
                shape.toString());
    }

    /** Settings that are each allowed may contradict each other. */
    private SeriesDetector make(Chosen detector, PaneLength length) {
        try {
            return detector.kind().detector(length, detector.settings());
        } catch (IllegalArgumentException contradiction) {
            problems.add(parts.file().place("detector"), contradiction.getMessage());
            return null;
        }
    }

    private ZoneId zone() {
        YamlNode.Text text = parts.file().text("zone", false);
        if (text == null) {
            return DefaultZone.SHANGHAI;
        }
        try {
            return ZoneId.of(text.value());
        } catch (DateTimeException unknown) {
            problems.add(text.place(), "'zone' is a time zone, as in Asia/Shanghai");
            return DefaultZone.SHANGHAI;
        }
    }

    private Duration corrections(RuleStream stream) {
        if (!parts.file().has("corrections")) {
            return stream == RuleStream.ADVERSE_REACTIONS ? CORRECTIONS_OF_REPORTS : Duration.ZERO;
        }
        Duration corrections = parts.file().duration("corrections", true);
        if (corrections != null && corrections.compareTo(MOST_CORRECTIONS) > 0) {
            problems.add(
                    parts.file().place("corrections"),
                    "'corrections' is at most " + MOST_CORRECTIONS.toDays() + " days");
        }
        return corrections;
    }

    /** What of the records of a pane makes its count; each record counts one where nothing is said. */
    private Counter.Input measure() {
        Section section = parts.file().section("measure", false, "'measure'");
        if (section == null) {
            shape.append(Kind.COUNT).append('\n');
            return new Counter.Input(Kind.COUNT, null, null, null);
        }
        List<String> kinds = MEASURES.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            problems.add(section.ownPlace(), "a measure is one of " + String.join(", ", MEASURES));
            section.close();
            return null;
        }
        Kind kind = Kind.of(kinds.get(0));
        Optional<Expression> value = Optional.empty();
        if (kind == Kind.COUNT) {
            section.oneOf(kind.key(), true, List.of("records"));
        } else {
            YamlNode.Text text = section.text(kind.key(), true);
            if (text != null) {
                value = kind == Kind.SUM
                        ? parts.compile(text, "what is added up is a number", ValueType.INT, ValueType.DOUBLE)
                        : parts.compile(
                                text, "what is told apart is a text or a number", ValueType.STRING, ValueType.INT);
            }
        }
        Optional<Expression> when = parts.conditionExpression(section, "when", false);
        section.close();
        shape.append(kind).append(' ');
        shape.append(value.map(parts.scope()::meaning).orElse("")).append('\n');
        return new Counter.Input(
                kind,
                value.map(found -> Words.plain(found.typed()).node()).orElse(null),
                when.map(Expression::node).orElse(null),
                null);
    }

    private Chosen detector() {
        Section file = parts.file();
        YamlNode written = file.value("detector", true);
        if (written == null) {
            return null;
        }
        if (written instanceof YamlNode.Text text) {
            return kind(text).map(kind -> new Chosen(kind, Map.of())).orElse(null);
        }
        Section section = file.section("detector", true, "'detector'");
        if (section == null) {
            return null;
        }
        YamlNode.Text name = section.text("name", true);
        Optional<DetectorKind> kind = name == null ? Optional.empty() : kind(name);
        if (kind.isEmpty()) {
            section.all();
            return null;
        }
        Map<String, Double> settings = new LinkedHashMap<>();
        for (DetectorSetting setting : kind.get().settings()) {
            if (section.has(setting.name())) {
                setting(section, setting).ifPresent(value -> settings.put(setting.name(), value));
            }
        }
        section.close();
        return new Chosen(kind.get(), settings);
    }

    private Optional<Double> setting(Section section, DetectorSetting setting) {
        Double value = section.number(setting.name());
        if (value != null && !setting.allows(value)) {
            problems.add(section.place(setting.name()), "'" + setting.name() + "' is " + setting.range());
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }

    private Optional<DetectorKind> kind(YamlNode.Text name) {
        Optional<DetectorKind> kind = DetectorCatalogue.of(name.value());
        if (kind.isEmpty()) {
            problems.add(
                    name.place(),
                    "unknown detector '" + name.value() + "'; those are " + String.join(", ", DetectorCatalogue.names())
                            + Suggestion.of(name.value(), DetectorCatalogue.names()));
        }
        return kind;
    }

    private static Map<String, Typed> figures() {
        Map<String, Typed> figures = new LinkedHashMap<>(CountReader.place());
        figures.put("observed", CountReader.figure(BaselineRule.OBSERVED, ValueType.DOUBLE));
        figures.put("expected", CountReader.figure(BaselineRule.EXPECTED, ValueType.DOUBLE));
        figures.put("upperBound", CountReader.figure(BaselineRule.UPPER_BOUND, ValueType.DOUBLE));
        figures.put("score", CountReader.figure(BaselineRule.SCORE, ValueType.DOUBLE));
        figures.put("pValue", CountReader.figure(BaselineRule.P_VALUE, ValueType.DOUBLE));
        figures.put("alarm", CountReader.figure(BaselineRule.ALARM, ValueType.BOOL));
        figures.put("from", CountReader.figure(BaselineRule.FROM, ValueType.TIMESTAMP));
        figures.put("until", CountReader.figure(BaselineRule.UNTIL, ValueType.TIMESTAMP));
        figures.put("complete", CountReader.figure(BaselineRule.COMPLETE, ValueType.BOOL));
        figures.put("subjectZh", CountReader.figure(BaselineRule.SUBJECT_ZH, ValueType.STRING));
        figures.put("subjectEn", CountReader.figure(BaselineRule.SUBJECT_EN, ValueType.STRING));
        return figures;
    }

    /** The figures of the detector, where the file names no others. */
    private static Judgement withUsualFigures(Judgement judgement) {
        Judgement.Figures written = judgement.figures();
        return new Judgement(
                judgement.topic(),
                judgement.level(),
                judgement.levels(),
                judgement.raisesAlert(),
                judgement.title(),
                judgement.explanation(),
                new Judgement.Figures(
                        or(written.observed(), BaselineRule.OBSERVED),
                        or(written.expected(), BaselineRule.EXPECTED),
                        or(written.threshold(), BaselineRule.UPPER_BOUND),
                        or(written.score(), BaselineRule.SCORE)));
    }

    private static Node or(Node written, int figure) {
        return written == null ? new Figure(figure) : written;
    }
}
