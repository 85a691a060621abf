package org.medsentry.streaming.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/** Flink CEP's own operator with one pattern compiled into it: what ours is held against. */
final class TestingStockCep implements AutoCloseable {

    private final TestingPattern pattern;
    private final KeyedOneInputStreamOperatorTestHarness<String, TestingSale, Map<String, List<TestingSale>>> harness;

    TestingStockCep(TestingPattern pattern) throws Exception {
        this.pattern = pattern;
        CepOperator<TestingSale, String, Map<String, List<TestingSale>>> operator = new CepOperator<>(
                TypeInformation.of(TestingSale.class).createSerializer(new SerializerConfigImpl()),
                false,
                NFACompiler.compileFactory(pattern.stock(), false),
                null,
                pattern.skip(),
                new Collecting(),
                null);
        harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, TestingSale::key, Types.STRING);
        harness.open();
    }

    private static final class Collecting extends PatternProcessFunction<TestingSale, Map<String, List<TestingSale>>> {

        private static final long serialVersionUID = 1;

        @Override
        public void processMatch(
                Map<String, List<TestingSale>> match, Context context, Collector<Map<String, List<TestingSale>>> out) {
            out.collect(match);
        }
    }

    void send(TestingSale sale) throws Exception {
        harness.processElement(new StreamRecord<>(sale, sale.time().toEpochMilli()));
    }

    void watermark(long time) throws Exception {
        harness.processWatermark(new Watermark(time));
    }

    /** What was found so far, as our signals would say it: by deciding record, how many matches and which records. */
    List<String> found() {
        Map<String, List<Map<String, List<TestingSale>>>> byDeciding = new LinkedHashMap<>();
        for (Map<String, List<TestingSale>> match : harness.extractOutputValues()) {
            byDeciding
                    .computeIfAbsent(deciding(match).id(), id -> new ArrayList<>())
                    .add(match);
        }
        Map<String, String> found = new TreeMap<>();
        byDeciding.forEach((deciding, matches) -> {
            Set<TestingSale> records = new LinkedHashSet<>();
            matches.forEach(match -> match.values().forEach(records::addAll));
            List<String> ids = records.stream()
                    .sorted(Comparator.comparing(TestingSale::id))
                    .map(TestingSale::id)
                    .toList();
            found.put(deciding, deciding + " x" + matches.size() + " " + ids);
        });
        return List.copyOf(found.values());
    }

    private TestingSale deciding(Map<String, List<TestingSale>> match) {
        TestingSale deciding = null;
        for (TestingPattern.Step step : pattern.steps()) {
            List<TestingSale> taken = match.getOrDefault(step.id(), List.of());
            if (!taken.isEmpty()) {
                deciding = taken.get(taken.size() - 1);
            }
        }
        return deciding;
    }

    int matches() {
        return harness.extractOutputValues().size();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
