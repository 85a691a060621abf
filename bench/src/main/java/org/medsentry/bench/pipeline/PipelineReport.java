package org.medsentry.bench.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.medsentry.bench.Spread;

/** The same result for people (a Markdown table) and for programs (JSON). */
record PipelineReport(MeasuredSetting setting, Comparison comparison, List<String> profile) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(
                "| variant | records/s | CPU s | JIT s | GC s | of shuffle | by CPU time | by CPU time without the JIT |\n");
        text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Variant variant : comparison.variants()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s: %s | %,.0f (%,.0f-%,.0f) | %.1f | %.1f | %.1f | %s | %s | %s |%n",
                    variant.id(),
                    variant.title(),
                    comparison.of(variant, RunResult::recordsPerSecond).median(),
                    comparison.of(variant, RunResult::recordsPerSecond).least(),
                    comparison.of(variant, RunResult::recordsPerSecond).most(),
                    comparison.of(variant, RunResult::processorSeconds).median(),
                    comparison.of(variant, RunResult::compilerSeconds).median(),
                    comparison.of(variant, RunResult::collectionSeconds).median(),
                    ratio(variant, Variant.SHUFFLE, RunResult::recordsPerSecond),
                    ratio(variant, Variant.SHUFFLE, RunResult::recordsPerProcessorSecond),
                    ratio(variant, Variant.SHUFFLE, RunResult::recordsPerProcessorSecondOnceCompiled)));
        }
        text.append(String.format(
                Locale.ROOT,
                """

                Medians of %d rounds (least-most). %,d purchase registrations, the first %.0f %% of them to warm up, of %d bytes in %d partitions, %d rules in force, %d products; %,d signals and %,d dead letters
                expected and found in every round. %s; %s; %s. JVM flags: %s. %s.
                """,
                comparison.rounds().size(),
                setting.records(),
                setting.warmUpShare() * 100,
                setting.recordBytes(),
                setting.partitions(),
                setting.rules(),
                setting.products(),
                setting.signals(),
                setting.deadLetters(),
                setting.pinning(),
                setting.machine(),
                setting.java(),
                String.join(" ", setting.jvmFlags()),
                setting.measuredAt()));
        return text.toString();
    }

    private String ratio(Variant variant, Variant to, ToDoubleFunction<RunResult> figure) {
        if (!comparison.variants().contains(to)) {
            return "";
        }
        Spread spread = comparison.ratio(variant, to, figure);
        return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", spread.median(), spread.least(), spread.most());
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.set("setting", JSON.valueToTree(setting));
        ArrayNode rounds = root.putArray("rounds");
        for (List<RunResult> round : comparison.rounds()) {
            ArrayNode runs = rounds.addArray();
            round.forEach(result -> runs.addObject()
                    .put("variant", result.variant().id())
                    .put("recordsBefore", result.recordsBefore())
                    .put("recordsIn", result.recordsIn())
                    .put("recordsOut", result.recordsOut())
                    .put("seconds", result.seconds())
                    .put("processorSeconds", result.processorSeconds())
                    .put("collectionSeconds", result.collectionSeconds())
                    .put("compilerSeconds", result.compilerSeconds()));
        }
        ArrayNode medians = root.putArray("variants");
        for (Variant variant : comparison.variants()) {
            ObjectNode summary = medians.addObject().put("variant", variant.id());
            put(summary, "recordsPerSecond", comparison.of(variant, RunResult::recordsPerSecond));
            if (comparison.variants().contains(Variant.SHUFFLE)) {
                put(summary, "ofShuffle", comparison.ratio(variant, Variant.SHUFFLE, RunResult::recordsPerSecond));
                put(
                        summary,
                        "ofShuffleByProcessorTime",
                        comparison.ratio(variant, Variant.SHUFFLE, RunResult::recordsPerProcessorSecond));
                put(
                        summary,
                        "ofShuffleByProcessorTimeWithoutJit",
                        comparison.ratio(variant, Variant.SHUFFLE, RunResult::recordsPerProcessorSecondOnceCompiled));
            }
        }
        root.set("profile", JSON.valueToTree(profile));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(ObjectNode summary, String name, Spread spread) {
        summary.putObject(name)
                .put("median", spread.median())
                .put("least", spread.least())
                .put("most", spread.most());
    }
}
