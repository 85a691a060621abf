package org.medsentry.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;

/** What one or more keyed rules ask of every record, where the record is. */
abstract class Watch {

    private final String id;
    private final Each each;
    private final RuleKey key;
    private final Capture[] captures;

    Watch(String id, Each each, RuleKey key, List<Capture> captures) {
        this.id = id;
        this.each = each;
        this.key = key;
        this.captures = captures.toArray(Capture[]::new);
    }

    final String id() {
        return id;
    }

    final Each each() {
        return each;
    }

    final RuleKey key() {
        return key;
    }

    final Capture[] captures() {
        return captures;
    }

    /** What a record must have to concern it; empty where that is not known beforehand. */
    List<EqualityTerm> terms() {
        return List.of();
    }

    /** What a record has for it, without key, captures and raises; null where the record does not concern it. */
    abstract Content content(Frame frame);

    record Content(long met, Object[] values, List<String> groups) {}

    /**
     * One hit a key.
     *
     * @param captures those of all rules that share the watch
     */
    final List<Hit> find(Frame frame, Capture[] captures) {
        Content content = content(frame);
        List<SubjectKey> keys = content == null ? List.of() : key.all(frame);
        if (keys.isEmpty()) {
            return List.of();
        }
        Captures values = Captures.of(captures, frame);
        Supplier<Subject> about = frame.facts::subject;
        if (keys.size() == 1) {
            return List.of(hit(keys.get(0), content, values, about));
        }
        List<Hit> hits = new ArrayList<>(keys.size());
        for (SubjectKey subjectKey : keys) {
            hits.add(hit(subjectKey, content, values, about));
        }
        return hits;
    }

    private Hit hit(SubjectKey subjectKey, Content content, Captures values, Supplier<Subject> about) {
        return new Hit(id, subjectKey, content.met(), content.values(), content.groups(), values, about, List.of());
    }

    /** The captures of all, each once. */
    static Capture[] union(List<Watch> sharing) {
        Map<Long, Capture> union = new LinkedHashMap<>();
        for (Watch watch : sharing) {
            for (Capture capture : watch.captures) {
                union.putIfAbsent(capture.id(), capture);
            }
        }
        return union.values().toArray(Capture[]::new);
    }
}
