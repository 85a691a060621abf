package org.medsentry.bench.rules;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.medsentry.bench.RunClock;

/**
 * Counts matches by rule and throws them away; the last one to come to its end of input stops the clock. Each writer counts for
 * itself, in the thread of its task.
 */
final class MatchCounter implements Sink<String> {

    private static final long serialVersionUID = 1;

    private static final Map<String, Long> FOUND = new TreeMap<>();

    /** Matches that one task has found. */
    static final class Tally {
        private final Map<String, long[]> byRule = new HashMap<>();

        void add(String ruleId) {
            byRule.computeIfAbsent(ruleId, id -> new long[1])[0]++;
        }

        /** At the end of input. */
        void finish() {
            synchronized (FOUND) {
                byRule.forEach((rule, count) -> FOUND.merge(rule, count[0], Long::sum));
            }
            RunClock.finish();
        }
    }

    static void reset() {
        synchronized (FOUND) {
            FOUND.clear();
        }
    }

    /** @return how often each rule matched; rules that never did are not there */
    static Map<String, Long> found() {
        synchronized (FOUND) {
            return Collections.unmodifiableMap(new TreeMap<>(FOUND));
        }
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new Writer();
    }

    private static final class Writer implements SinkWriter<String> {

        private final Tally tally = new Tally();

        @Override
        public void write(String ruleId, Context context) {
            tally.add(ruleId);
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                tally.finish();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
