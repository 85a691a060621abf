package org.medsentry.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of many rules can concern a record: asks each question once for all rules that turn on it, instead of every rule. A
 * rule that turns on no shared question is always a candidate.
 */
final class RuleIndex {

    /** Fewer rules are asked faster one by one. */
    private static final int WORTH_WHILE = 3;

    private final long[] always;
    private final Question[] questions;
    private final long[] candidates;

    private record Question(Node node, Map<Object, long[]> byAnswer, long[] all) {}

    /** @param terms of each rule, in the order of the rules */
    RuleIndex(List<List<EqualityTerm>> terms) {
        int words = (terms.size() + Long.SIZE - 1) / Long.SIZE;
        always = new long[words];
        candidates = new long[words];
        Map<String, List<Integer>> open = new LinkedHashMap<>();
        for (int rule = 0; rule < terms.size(); rule++) {
            for (EqualityTerm term : terms.get(rule)) {
                List<Integer> asking = open.computeIfAbsent(term.meaning(), meaning -> new ArrayList<>());
                if (!asking.contains(rule)) {
                    asking.add(rule);
                }
            }
        }
        boolean[] indexed = new boolean[terms.size()];
        List<Question> chosen = new ArrayList<>();
        for (String next = mostAsked(open, indexed); next != null; next = mostAsked(open, indexed)) {
            chosen.add(question(next, open.remove(next), terms, indexed, words));
        }
        questions = chosen.toArray(Question[]::new);
        for (int rule = 0; rule < indexed.length; rule++) {
            if (!indexed[rule]) {
                set(always, rule);
            }
        }
    }

    private static String mostAsked(Map<String, List<Integer>> open, boolean[] indexed) {
        String most = null;
        long count = WORTH_WHILE - 1;
        for (Map.Entry<String, List<Integer>> entry : open.entrySet()) {
            long asking =
                    entry.getValue().stream().filter(rule -> !indexed[rule]).count();
            if (asking > count) {
                most = entry.getKey();
                count = asking;
            }
        }
        return most;
    }

    private static Question question(
            String meaning, List<Integer> asking, List<List<EqualityTerm>> terms, boolean[] indexed, int words) {
        Map<Object, long[]> byAnswer = new HashMap<>();
        long[] all = new long[words];
        Node node = null;
        for (int rule : asking) {
            if (indexed[rule]) {
                continue;
            }
            indexed[rule] = true;
            set(all, rule);
            EqualityTerm term = terms.get(rule).stream()
                    .filter(candidate -> candidate.meaning().equals(meaning))
                    .findFirst()
                    .orElseThrow();
            node = term.question();
            for (Object answer : term.answers()) {
                set(byAnswer.computeIfAbsent(answer, none -> new long[words]), rule);
            }
        }
        return new Question(node, byAnswer, all);
    }

    private static void set(long[] bits, int rule) {
        bits[rule / Long.SIZE] |= 1L << rule;
    }

    /** The first rule that can concern the facts of the frame, or -1; {@link #next} gives the others in order. */
    int first(Frame frame) {
        System.arraycopy(always, 0, candidates, 0, always.length);
        for (Question question : questions) {
            Object value;
            try {
                value = question.node().value(frame);
            } catch (RuntimeException contained) {
                add(question.all()); // each of the rules will say so for itself
                continue;
            }
            if (value instanceof List<?> values) {
                for (int index = 0; index < values.size(); index++) {
                    add(question.byAnswer().get(EqualityTerm.answer(values.get(index))));
                }
            } else if (value != null) {
                add(question.byAnswer().get(EqualityTerm.answer(value)));
            }
        }
        return next(-1);
    }

    /** The candidate after this one, or -1. */
    int next(int rule) {
        int from = rule + 1;
        int word = from / Long.SIZE;
        if (word >= candidates.length) {
            return -1;
        }
        long bits = candidates[word] & (-1L << from);
        while (bits == 0) {
            if (++word == candidates.length) {
                return -1;
            }
            bits = candidates[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    private void add(long[] bits) {
        if (bits != null) {
            for (int word = 0; word < bits.length; word++) {
                candidates[word] |= bits[word];
            }
        }
    }
}
