package org.medsentry.rules;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the part of YAML that rule files use: maps, lists and text. Anchors, aliases, tags, further documents, deep nesting
 * and huge files are refused, since a rule file comes from a topic that many may write to.
 */
final class YamlReader {

    static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_DEPTH = 12;

    private final Problems problems;
    private final int[] file;
    private final Iterator<Event> events;

    private YamlReader(String yaml, Problems problems) {
        this.problems = problems;
        this.file = yaml.codePoints().toArray();
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
        this.events = new Parse(settings).parseString(yaml).iterator();
    }

    /** @throws RuleException if the file is no single YAML map; lesser faults are added to the problems */
    static YamlNode.Entries read(String yaml, Problems problems) throws RuleException {
        if (yaml.length() > MAX_CHARACTERS) {
            problems.add(Place.START, "a rule file has at most " + MAX_CHARACTERS + " characters");
            throw problems.exception();
        }
        String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        try {
            return new YamlReader(text, problems).document();
        } catch (MarkedYamlEngineException malformed) {
            Optional<Mark> mark = malformed.getProblemMark().or(malformed::getContextMark);
            String context = malformed.getContext() == null ? "" : malformed.getContext() + ", ";
            problems.add(mark.map(YamlReader::place).orElse(Place.START), context + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            problems.add(Place.START, malformed.getMessage());
        }
        throw problems.exception();
    }

    private YamlNode.Entries document() throws RuleException {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent start) {
                if (root != null) {
                    throw refuse(start, "a rule file holds one document");
                }
                root = node(events.next(), 0);
            }
        }
        if (root instanceof YamlNode.Entries entries) {
            return entries;
        }
        problems.add(root == null ? Place.START : root.place(), "a rule file is a map of keys and values");
        throw problems.exception();
    }

    private YamlNode node(Event event, int depth) throws RuleException {
        if (depth > MAX_DEPTH) {
            throw refuse(event, "nested too deeply");
        }
        if (event instanceof AliasEvent) {
            throw refuse(event, "aliases are not allowed in a rule file");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw refuse(event, "anchors are not allowed in a rule file");
        }
        if (event instanceof ScalarEvent scalar) {
            return text(scalar);
        }
        CollectionStartEvent collection = (CollectionStartEvent) event;
        if (collection.getTag().isPresent()) {
            throw refuse(event, "tags are not allowed in a rule file");
        }
        return collection instanceof MappingStartEvent
                ? entries(event, depth)
                : items((SequenceStartEvent) event, depth);
    }

    private YamlNode.Text text(ScalarEvent scalar) throws RuleException {
        if (scalar.getTag().isPresent()) {
            throw refuse(scalar, "tags are not allowed in a rule file");
        }
        int start = scalar.getStartMark().map(Mark::getIndex).orElse(0);
        TextPlaces places = new TextPlaces(file, start, scalar.getScalarStyle(), scalar.getValue());
        return new YamlNode.Text(scalar.getValue(), scalar.isPlain(), places);
    }

    private YamlNode.Items items(SequenceStartEvent start, int depth) throws RuleException {
        List<YamlNode> values = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            values.add(node(event, depth + 1));
        }
        return new YamlNode.Items(place(start), values);
    }

    private YamlNode.Entries entries(Event start, int depth) throws RuleException {
        Map<String, YamlNode.Entry> values = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            if (!(key instanceof YamlNode.Text text)) {
                problems.add(key.place(), "a key is a plain word");
            } else if (values.containsKey(text.value())) {
                problems.add(key.place(), "key '" + text.value() + "' stands here twice");
            } else {
                values.put(text.value(), new YamlNode.Entry(key.place(), value));
            }
        }
        return new YamlNode.Entries(place(start), values);
    }

    private RuleException refuse(Event event, String message) {
        problems.add(place(event), message);
        return problems.exception();
    }

    private static Place place(Event event) {
        return event.getStartMark().map(YamlReader::place).orElse(Place.START);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
