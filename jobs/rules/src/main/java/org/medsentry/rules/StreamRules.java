package org.medsentry.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.event.AdverseReaction;

/** The rules of one stream, arranged for judging. What one rule does wrong stays with that rule. */
final class StreamRules {

    /** A rule with what the moment adds to it: whether it is on trial, and the modifiers that may raise it. */
    private record Seat(PatternRule rule, boolean shadow, ModifierRule[] modifiers) {}

    private final Seat[] ofRecord;
    private final Seat[] ofSuspect;

    private StreamRules(Seat[] ofRecord, Seat[] ofSuspect) {
        this.ofRecord = ofRecord;
        this.ofSuspect = ofSuspect;
    }

    static StreamRules none() {
        return new StreamRules(new Seat[0], new Seat[0]);
    }

    static StreamRules of(List<PatternRule> patterns, List<PatternRule> shadows, List<ModifierRule> modifiers) {
        List<Seat> ofRecord = new ArrayList<>();
        List<Seat> ofSuspect = new ArrayList<>();
        for (PatternRule pattern : patterns) {
            ModifierRule[] raising = modifiers.stream()
                    .filter(modifier -> modifier.appliesTo(pattern.id()))
                    .toArray(ModifierRule[]::new);
            (pattern.perSuspect() ? ofSuspect : ofRecord).add(new Seat(pattern, shadows.contains(pattern), raising));
        }
        return new StreamRules(ofRecord.toArray(Seat[]::new), ofSuspect.toArray(Seat[]::new));
    }

    void judge(Frame frame, Facts whole, List<Facts> suspects, Consumer<String> failed, Consumer<Firing> out) {
        if (whole.event() instanceof AdverseReaction report && report.nullified()) {
            return;
        }
        for (Seat seat : ofRecord) {
            Firing firing = judge(seat, frame, whole, failed);
            if (firing != null) {
                out.accept(raised(seat, firing, frame, suspects.isEmpty() ? List.of(whole) : suspects, failed));
            }
        }
        if (ofSuspect.length > 0 && !suspects.isEmpty()) {
            judgeSuspects(frame, suspects, failed, out);
        }
    }

    private void judgeSuspects(Frame frame, List<Facts> suspects, Consumer<String> failed, Consumer<Firing> out) {
        for (Seat seat : ofSuspect) {
            Map<SubjectKey, Firing> byKey = null;
            for (Facts suspect : suspects) {
                Firing firing = isSuspected(suspect) ? judge(seat, frame, suspect, failed) : null;
                if (firing != null) {
                    byKey = byKey == null ? new LinkedHashMap<>() : byKey;
                    byKey.merge(
                            firing.key(), raised(seat, firing, frame, List.of(suspect), failed), StreamRules::higher);
                }
            }
            if (byKey != null) {
                byKey.values().forEach(out);
            }
        }
    }

    private static boolean isSuspected(Facts facts) {
        return facts.suspect() == null || facts.suspect().suspected();
    }

    private static Firing higher(Firing first, Firing second) {
        return first.level().atLeast(second.level()) ? first : second;
    }

    /** Null where the rule does not fire, for whatever reason. */
    private static Firing judge(Seat seat, Frame frame, Facts facts, Consumer<String> failed) {
        frame.facts = facts;
        frame.fault = null;
        try {
            Boolean met = seat.rule().isMet(frame);
            if (met == Boolean.FALSE) {
                return null;
            }
            Firing firing = null;
            if (met == Boolean.TRUE) {
                frame.fault = null;
                firing = seat.rule().fire(frame, seat.shadow());
            }
            if (frame.fault != null) {
                failed.accept(seat.rule().id());
            }
            return firing;
        } catch (RuntimeException | StackOverflowError contained) {
            failed.accept(seat.rule().id());
            return null;
        }
    }

    private static Firing raised(
            Seat seat, Firing firing, Frame frame, List<Facts> candidates, Consumer<String> failed) {
        Firing raised = firing;
        for (ModifierRule modifier : seat.modifiers()) {
            raised = raised(modifier, raised, frame, candidates, failed);
        }
        return raised;
    }

    private static Firing raised(
            ModifierRule modifier, Firing firing, Frame frame, List<Facts> candidates, Consumer<String> failed) {
        try {
            for (Facts facts : candidates) {
                frame.facts = facts;
                frame.fault = null;
                if (isSuspected(facts) && modifier.holds(frame)) {
                    return raised(modifier, firing, frame);
                }
                if (frame.fault != null) {
                    failed.accept(modifier.id());
                }
            }
        } catch (RuntimeException | StackOverflowError contained) {
            failed.accept(modifier.id());
        }
        return firing;
    }

    private static Firing raised(ModifierRule modifier, Firing firing, Frame frame) {
        Level level = firing.level().raised(modifier.raise());
        LocalisedText explanation = modifier.explanation(firing.explanation(), frame);
        List<String> modifiers = new ArrayList<>(firing.modifiers());
        modifiers.add(modifier.id());
        return new Firing(
                firing.ruleId(),
                firing.ruleVersion(),
                level,
                List.copyOf(modifiers),
                firing.topic(),
                firing.key(),
                firing.subject(),
                firing.observed(),
                firing.expected(),
                firing.threshold(),
                firing.title(),
                explanation,
                firing.raisesAlert(),
                firing.shadow());
    }
}
