package org.medsentry.streaming.pattern;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** A pattern over letters, once as a rule file and once as somebody would write it for Flink CEP by hand. */
record TestingPattern(List<Step> steps, String afterMatch, int withinMillis) implements Serializable {

    /** How a step looks at earlier ones. */
    enum Asks {
        NOTHING,
        /** A higher value than some record of the first step. */
        ABOVE_FIRST,
        /** A higher value than all that the step has taken. */
        RISING
    }

    /**
     * One step.
     *
     * @param least 0 for a step that happens once
     * @param most 0 for no limit
     * @param until letters that end a repetition, or null
     */
    record Step(
            String id,
            String letters,
            String next,
            boolean absent,
            boolean optional,
            int least,
            int most,
            String inside,
            boolean greedy,
            String until,
            Asks asks)
            implements Serializable {

        static Step of(String letters) {
            return new Step(
                    letters.toLowerCase(),
                    letters,
                    "relaxed",
                    false,
                    false,
                    0,
                    0,
                    "relaxed",
                    false,
                    null,
                    Asks.NOTHING);
        }

        Step named(String name) {
            return new Step(name, letters, next, absent, optional, least, most, inside, greedy, until, asks);
        }

        Step next(String how) {
            return new Step(id, letters, how, absent, optional, least, most, inside, greedy, until, asks);
        }

        Step isAbsent() {
            return new Step(id, letters, next, true, optional, least, most, inside, greedy, until, asks);
        }

        Step isOptional() {
            return new Step(id, letters, next, absent, true, least, most, inside, greedy, until, asks);
        }

        Step times(int from, int to) {
            return new Step(id, letters, next, absent, optional, from, to, inside, greedy, until, asks);
        }

        Step inside(String how) {
            return new Step(id, letters, next, absent, optional, least, most, how, greedy, until, asks);
        }

        Step isGreedy() {
            return new Step(id, letters, next, absent, optional, least, most, inside, true, until, asks);
        }

        Step until(String ending) {
            return new Step(id, letters, next, absent, optional, least, most, inside, greedy, ending, asks);
        }

        Step asking(Asks what) {
            return new Step(id, letters, next, absent, optional, least, most, inside, greedy, until, what);
        }

        boolean repeats() {
            return least > 0;
        }
    }

    static TestingPattern of(String afterMatch, int withinMillis, Step... steps) {
        return new TestingPattern(List.of(steps), afterMatch, withinMillis);
    }

    private boolean firstRepeats() {
        return steps.get(0).repeats();
    }

    // ---------------------------------------------------------------- as a rule

    String yaml() {
        return yaml(1);
    }

    String yaml(int version) {
        StringBuilder yaml = new StringBuilder();
        for (int index = 0; index < steps.size(); index++) {
            yaml.append(yaml(steps.get(index), index == 0));
        }
        return """
                id: letters
                version: %d
                kind: pattern
                stream: purchase-registrations
                topic: PURCHASE
                level: III
                title: {zh: "题目", en: "Letters"}
                key: {type: buyer, value: [event.buyer.token]}
                within: %d s
                afterMatch: %s
                steps:
                %sobserved: matches
                explanation: {zh: "{event.eventId}", en: "{event.eventId}"}
                """.formatted(version, withinMillis / 1000, afterMatch, yaml);
    }

    private String yaml(Step step, boolean first) {
        StringBuilder yaml = new StringBuilder("  - id: " + step.id() + "\n");
        yaml.append("    when: \"").append(condition(step)).append("\"\n");
        if (!first) {
            yaml.append("    next: ").append(step.next()).append('\n');
        }
        if (step.absent()) {
            yaml.append("    absent: true\n");
        }
        if (step.optional()) {
            yaml.append("    optional: true\n");
        }
        if (step.repeats()) {
            if (step.least() == step.most()) {
                yaml.append("    times: ").append(step.least()).append('\n');
            } else {
                yaml.append("    least: ").append(step.least()).append('\n');
                if (step.most() > 0) {
                    yaml.append("    most: ").append(step.most()).append('\n');
                }
            }
            yaml.append("    inside: ").append(step.inside()).append('\n');
        }
        if (step.greedy()) {
            yaml.append("    greedy: true\n");
        }
        if (step.until() != null) {
            yaml.append("    until: \"").append(oneOf(step.until())).append("\"\n");
        }
        return yaml.toString();
    }

    private String condition(Step step) {
        String first = steps.get(0).id();
        return oneOf(step.letters())
                + switch (step.asks()) {
                    case NOTHING -> "";
                    case ABOVE_FIRST ->
                        firstRepeats()
                                ? " && " + first + ".exists(r, r.event.quantity < event.quantity)"
                                : " && event.quantity > " + first + ".event.quantity";
                    case RISING -> " && " + step.id() + ".all(r, r.event.quantity < event.quantity)";
                };
    }

    private static String oneOf(String letters) {
        return "event.lotNumber in ['"
                + letters.chars()
                        .mapToObj(letter -> String.valueOf((char) letter))
                        .collect(Collectors.joining("', '"))
                + "']";
    }

    // ---------------------------------------------------------------- as Flink CEP has it

    Pattern<TestingSale, ?> stock() {
        Pattern<TestingSale, TestingSale> pattern = null;
        for (Step step : steps) {
            pattern = pattern == null ? Pattern.begin(step.id(), skip()) : following(pattern, step);
            pattern = pattern.where(new Condition(step, steps.get(0).id()));
            pattern = quantified(pattern, step);
        }
        return pattern.within(Duration.ofMillis(withinMillis + 1L));
    }

    AfterMatchSkipStrategy skip() {
        String[] words = afterMatch.split(" ");
        return switch (words[0]) {
            case "keep-all" -> AfterMatchSkipStrategy.noSkip();
            case "skip-to-next" -> AfterMatchSkipStrategy.skipToNext();
            case "skip-past-last" -> AfterMatchSkipStrategy.skipPastLastEvent();
            case "skip-to-first" -> AfterMatchSkipStrategy.skipToFirst(words[1]);
            case "skip-to-last" -> AfterMatchSkipStrategy.skipToLast(words[1]);
            default -> throw new IllegalArgumentException(afterMatch);
        };
    }

    private static Pattern<TestingSale, TestingSale> following(Pattern<TestingSale, TestingSale> before, Step step) {
        if (step.absent()) {
            return step.next().equals("strict") ? before.notNext(step.id()) : before.notFollowedBy(step.id());
        }
        return switch (step.next()) {
            case "strict" -> before.next(step.id());
            case "any" -> before.followedByAny(step.id());
            default -> before.followedBy(step.id());
        };
    }

    private static Pattern<TestingSale, TestingSale> quantified(Pattern<TestingSale, TestingSale> pattern, Step step) {
        Pattern<TestingSale, TestingSale> found = pattern;
        if (step.repeats()) {
            if (step.most() == 0) {
                found = step.least() == 1 ? found.oneOrMore() : found.timesOrMore(step.least());
            } else {
                found = step.least() == step.most()
                        ? found.times(step.least())
                        : found.times(step.least(), step.most());
            }
            if (step.inside().equals("strict")) {
                found = found.consecutive();
            } else if (step.inside().equals("any")) {
                found = found.allowCombinations();
            }
        }
        if (step.until() != null) {
            found = found.until(new Ending(step.until()));
        }
        if (step.greedy()) {
            found = found.greedy();
        }
        return step.optional() ? found.optional() : found;
    }

    private static final class Condition extends IterativeCondition<TestingSale> {

        private static final long serialVersionUID = 1;

        private final Step step;
        private final String first;

        Condition(Step step, String first) {
            this.step = step;
            this.first = first;
        }

        @Override
        public boolean filter(TestingSale sale, Context<TestingSale> matched) throws Exception {
            if (!step.letters().contains(sale.letter())) {
                return false;
            }
            switch (step.asks()) {
                case ABOVE_FIRST -> {
                    for (TestingSale before : matched.getEventsForPattern(first)) {
                        if (before.value() < sale.value()) {
                            return true;
                        }
                    }
                    return false;
                }
                case RISING -> {
                    for (TestingSale before : matched.getEventsForPattern(step.id())) {
                        if (before.value() >= sale.value()) {
                            return false;
                        }
                    }
                    return true;
                }
                default -> {
                    return true;
                }
            }
        }
    }

    private static final class Ending extends IterativeCondition<TestingSale> {

        private static final long serialVersionUID = 1;

        private final String letters;

        Ending(String letters) {
            this.letters = letters;
        }

        @Override
        public boolean filter(TestingSale sale, Context<TestingSale> matched) {
            return letters.contains(sale.letter());
        }
    }

    // ---------------------------------------------------------------- at random

    private static final List<String> LETTERS = List.of("A", "B", "C", "D", "AB", "BC", "CD", "ABC");

    /** Any pattern, sensible or not. */
    static TestingPattern random(Random random) {
        int count = 1 + random.nextInt(4);
        List<Step> steps = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            steps.add(randomStep(random, "s" + index, index == 0));
        }
        return new TestingPattern(steps, randomAfterMatch(random, steps), 1000 * (1 + random.nextInt(25)));
    }

    private static Step randomStep(Random random, String id, boolean first) {
        Step step = Step.of(LETTERS.get(random.nextInt(LETTERS.size()))).named(id);
        if (!first) {
            step = step.next(List.of("relaxed", "relaxed", "strict", "any").get(random.nextInt(4)));
            if (random.nextInt(5) == 0) {
                return step.isAbsent();
            }
            if (random.nextInt(4) == 0) {
                step = step.asking(Asks.ABOVE_FIRST);
            }
        }
        if (random.nextInt(2) == 0) {
            int least = 1 + random.nextInt(3);
            step = step.times(least, List.of(least, 0, least + 1).get(random.nextInt(3)))
                    .inside(List.of("relaxed", "relaxed", "strict", "any").get(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                step = step.isGreedy();
            }
            if (step.most() == 0 && random.nextInt(3) == 0) {
                step = step.until(LETTERS.get(random.nextInt(LETTERS.size())));
            }
            if (random.nextInt(4) == 0) {
                step = step.asking(Asks.RISING);
            }
        }
        return random.nextInt(5) == 0 ? step.isOptional() : step;
    }

    private static String randomAfterMatch(Random random, List<Step> steps) {
        String step = steps.get(random.nextInt(steps.size())).id();
        return List.of(
                        "keep-all",
                        "keep-all",
                        "skip-to-next",
                        "skip-past-last",
                        "skip-to-first " + step,
                        "skip-to-last " + step)
                .get(random.nextInt(6));
    }
}
