package org.medsentry.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.reference.Category;

/** The rules of one stream, arranged for judging. What one rule does wrong stays with that rule. */
final class StreamRules {

    /** A rule with what the moment adds to it: whether it is on trial, and the modifiers that may raise it. */
    private record Seat(OneRecordRule rule, boolean shadow, ModifierRule[] modifiers) {}

    /** What keyed rules ask, once for all that share it. */
    private record Post(String ruleId, Watch watch, Capture[] captures, ModifierRule[] modifiers) {}

    private record Seats(Seat[] all, RuleIndex index) {}

    private record Posts(Post[] all, RuleIndex index) {}

    private final Map<Each, Seats> seats = new EnumMap<>(Each.class);
    private final Map<Each, Posts> posts = new EnumMap<>(Each.class);

    private StreamRules() {}

    static StreamRules none() {
        return of(List.of(), List.of(), List.of(), List.of());
    }

    /** @param modifiers those that are in force */
    static StreamRules of(
            List<OneRecordRule> rules,
            List<OneRecordRule> shadows,
            List<KeyedRule> keyed,
            List<ModifierRule> modifiers) {
        StreamRules arranged = new StreamRules();
        Map<String, List<KeyedRule>> byWatch = new TreeMap<>();
        keyed.forEach(rule ->
                byWatch.computeIfAbsent(rule.watchId(), id -> new ArrayList<>()).add(rule));
        for (Each each : Each.values()) {
            Seat[] ofEach = rules.stream()
                    .filter(rule -> rule.each() == each)
                    .map(rule -> new Seat(rule, shadows.contains(rule), raising(modifiers, List.of(rule))))
                    .toArray(Seat[]::new);
            arranged.seats.put(
                    each, new Seats(ofEach, index(ofEach, seat -> seat.rule().terms())));
            Post[] posted = byWatch.values().stream()
                    .filter(sharing -> sharing.get(0).each() == each)
                    .map(sharing -> post(sharing, modifiers))
                    .toArray(Post[]::new);
            arranged.posts.put(
                    each, new Posts(posted, index(posted, post -> post.watch().terms())));
        }
        return arranged;
    }

    private static <T> RuleIndex index(T[] all, Function<T, List<EqualityTerm>> terms) {
        return new RuleIndex(Arrays.stream(all).map(terms).toList());
    }

    private static Post post(List<KeyedRule> sharing, List<ModifierRule> modifiers) {
        Capture[] captures = Watch.union(sharing.stream().map(KeyedRule::watch).toList());
        KeyedRule first = sharing.get(0);
        return new Post(first.id(), first.watch(), captures, raising(modifiers, sharing));
    }

    private static ModifierRule[] raising(List<ModifierRule> modifiers, List<? extends Rule> rules) {
        return modifiers.stream()
                .filter(modifier -> rules.stream().anyMatch(rule -> modifier.appliesTo(rule.id())))
                .toArray(ModifierRule[]::new);
    }

    void judge(
            Frame frame,
            Facts whole,
            List<Facts> suspects,
            Consumer<String> failed,
            Consumer<Firing> firings,
            Consumer<Hit> hits) {
        if (whole.event() instanceof AdverseReaction report && report.nullified()) {
            return;
        }
        List<Facts> candidates = suspects.isEmpty() ? List.of(whole) : suspects;
        Seats onRecord = seats.get(Each.RECORD);
        frame.facts = whole;
        for (int next = onRecord.index().first(frame);
                next >= 0;
                next = onRecord.index().next(next)) {
            Seat seat = onRecord.all()[next];
            Firing firing = judge(seat, frame, whole, failed);
            if (firing != null) {
                firings.accept(raised(seat, firing, frame, candidates, failed));
            }
        }
        Posts ofRecord = posts.get(Each.RECORD);
        frame.facts = whole;
        frame.suspects = suspects;
        for (int next = ofRecord.index().first(frame);
                next >= 0;
                next = ofRecord.index().next(next)) {
            look(ofRecord.all()[next], frame, whole, candidates, failed).forEach(hits);
        }
        judgeParts(Each.SUSPECT, frame, suspects, failed, firings, hits);
        if (isOccupied(Each.CATEGORY)
                && whole.product() != null
                && whole.product().categories() != null) {
            List<Facts> parts = new ArrayList<>();
            for (Category category : whole.product().categories()) {
                parts.add(whole.of(category));
            }
            judgeParts(Each.CATEGORY, frame, parts, failed, firings, hits);
        }
    }

    private boolean isOccupied(Each each) {
        return seats.get(each).all().length + posts.get(each).all().length > 0;
    }

    /** Fires once for a key, at the highest level among the parts; counts once for a key. */
    private void judgeParts(
            Each each,
            Frame frame,
            List<Facts> parts,
            Consumer<String> failed,
            Consumer<Firing> firings,
            Consumer<Hit> hits) {
        if (parts.isEmpty() || !isOccupied(each)) {
            return;
        }
        for (Seat seat : seats.get(each).all()) {
            Map<SubjectKey, Firing> byKey = null;
            for (Facts part : parts) {
                Firing firing = isSuspected(part) ? judge(seat, frame, part, failed) : null;
                if (firing != null) {
                    byKey = byKey == null ? new LinkedHashMap<>() : byKey;
                    byKey.merge(firing.key(), raised(seat, firing, frame, List.of(part), failed), StreamRules::higher);
                }
            }
            if (byKey != null) {
                byKey.values().forEach(firings);
            }
        }
        for (Post post : posts.get(each).all()) {
            Map<SubjectKey, Hit> byKey = null;
            for (Facts part : parts) {
                List<Hit> found = isSuspected(part) ? look(post, frame, part, List.of(part), failed) : List.of();
                if (parts.size() == 1 && found.size() == 1) {
                    hits.accept(found.get(0));
                } else if (!found.isEmpty()) {
                    byKey = byKey == null ? new LinkedHashMap<>() : byKey;
                    for (Hit hit : found) {
                        byKey.putIfAbsent(hit.key(), hit);
                    }
                }
            }
            if (byKey != null) {
                byKey.values().forEach(hits);
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

    private static List<Hit> look(
            Post post, Frame frame, Facts facts, List<Facts> candidates, Consumer<String> failed) {
        frame.facts = facts;
        frame.fault = null;
        try {
            List<Hit> hits = post.watch().find(frame, post.captures());
            if (frame.fault != null) {
                failed.accept(post.ruleId());
            }
            if (hits.isEmpty()) {
                return hits;
            }
            if (post.watch() instanceof ReportMentions mentions) {
                return hits.stream()
                        .map(hit -> mentions.raised(
                                hit, candidates, part -> raises(post.modifiers(), frame, List.of(part), failed)))
                        .toList();
            }
            List<Raise> raises = raises(post.modifiers(), frame, candidates, failed);
            return raises.isEmpty()
                    ? hits
                    : hits.stream().map(hit -> hit.with(raises)).toList();
        } catch (RuntimeException | StackOverflowError contained) {
            failed.accept(post.ruleId());
            return List.of();
        }
    }

    private static List<Raise> raises(
            ModifierRule[] modifiers, Frame frame, List<Facts> candidates, Consumer<String> failed) {
        List<Raise> raises = null;
        for (ModifierRule modifier : modifiers) {
            Raise raise = raise(modifier, frame, candidates, failed);
            if (raise != null) {
                raises = raises == null ? new ArrayList<>(1) : raises;
                raises.add(raise);
            }
        }
        return raises == null ? List.of() : raises;
    }

    private static Firing raised(
            Seat seat, Firing firing, Frame frame, List<Facts> candidates, Consumer<String> failed) {
        Firing raised = firing;
        for (Raise raise : raises(seat.modifiers(), frame, candidates, failed)) {
            raised = raised.raised(raise);
        }
        return raised;
    }

    private static Raise raise(ModifierRule modifier, Frame frame, List<Facts> candidates, Consumer<String> failed) {
        try {
            for (Facts facts : candidates) {
                frame.facts = facts;
                frame.fault = null;
                if (isSuspected(facts) && modifier.holds(frame)) {
                    return modifier.raise(frame);
                }
                if (frame.fault != null) {
                    failed.accept(modifier.id());
                }
            }
        } catch (RuntimeException | StackOverflowError contained) {
            failed.accept(modifier.id());
        }
        return null;
    }
}
