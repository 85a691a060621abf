package org.medsentry.bench.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medsentry.bench.Spread;
import org.medsentry.bench.StateKind;

/** The same result for people (a Markdown table) and for programs (JSON). */
record RulesReport(RulesSetting setting, List<Contender> contenders, RulesComparison comparison) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STOCK = "stock-cep";
    private static final String HAND_WRITTEN = "hand-written";

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Workload workload : Workload.values()) {
            if (comparison.subjects().stream().anyMatch(subject -> subject.workload() == workload)) {
                table(workload, text);
            }
        }
        costOfMoreRules(text);
        text.append(String.format(
                Locale.ROOT,
                """
                Medians of %d rounds (least-most); every run found the matches that the rules ask for. %s; %s; %s. JVM flags: %s.
                %d s of processor time measured after %d s of warm-up in the same process. State is weighed after %d minutes of stream time.%s %s.
                """,
                setting.rounds(),
                setting.pinning(),
                setting.machine(),
                setting.java(),
                String.join(" ", setting.jvmFlags()),
                setting.time().toSeconds(),
                setting.warmUp().toSeconds(),
                setting.stateTime().toMinutes(),
                setting.sourceApart() ? " The source is a task of its own in every job." : "",
                setting.measuredAt()));
        return text.toString();
    }

    private void table(Workload workload, StringBuilder text) {
        text.append("**").append(workload.title()).append("**\n\n");
        text.append(
                "| state | contender | records/s | CPU µs a record without the JIT | of Flink CEP | of hand-written | state bytes a key and rule |\n");
        text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (StateKind state : StateKind.values()) {
            for (Contender contender : contenders) {
                RulesSubject subject = new RulesSubject(workload, state, contender.id());
                if (comparison.subjects().contains(subject)) {
                    Spread speed = comparison.of(subject, RulesResult::purchasesPerSecond);
                    text.append(String.format(
                            Locale.ROOT,
                            "| %s | %s | %,.0f (%,.0f-%,.0f) | %.2f | %s | %s | %s |%n",
                            contender instanceof Contender.OnFlink ? state.title() : "-",
                            contender.title(),
                            speed.median(),
                            speed.least(),
                            speed.most(),
                            comparison
                                    .of(subject, RulesResult::processorMicrosPerPurchase)
                                    .median(),
                            ratio(comparison.speedRatio(subject, subject.by(STOCK))),
                            ratio(comparison.speedRatio(subject, subject.by(HAND_WRITTEN))),
                            comparison
                                    .stateBytes(subject)
                                    .map(bytes -> String.format(Locale.ROOT, "%,.0f", bytes))
                                    .orElse("-")));
                }
            }
        }
        text.append('\n');
    }

    /** What a record costs where 100 rules are in force, in parts of what it costs where 10 are: 5 concern it in both. */
    private void costOfMoreRules(StringBuilder text) {
        StringBuilder rows = new StringBuilder();
        for (RulesSubject subject : comparison.subjects()) {
            if (subject.workload() == Workload.TEN_RULES_FIVE_CONCERNED) {
                comparison
                        .speedRatio(subject, subject.on(Workload.HUNDRED_RULES_FIVE_CONCERNED))
                        .ifPresent(cost -> rows.append(String.format(
                                Locale.ROOT,
                                "| %s | %s | %s |%n",
                                contender(subject)
                                        .map(found -> found instanceof Contender.OnFlink
                                                ? subject.state().title()
                                                : "-")
                                        .orElse("-"),
                                contender(subject).map(Contender::title).orElse(subject.contender()),
                                ratio(Optional.of(cost)))));
            }
        }
        if (!rows.isEmpty()) {
            text.append(
                    "**What a record costs with 100 rules in force, in parts of its cost with 10; 5 concern it in both**\n\n");
            text.append("| state | contender | cost |\n| --- | --- | ---: |\n")
                    .append(rows)
                    .append('\n');
        }
    }

    private Optional<Contender> contender(RulesSubject subject) {
        return contenders.stream()
                .filter(contender -> contender.id().equals(subject.contender()))
                .findFirst();
    }

    private static String ratio(Optional<Spread> spread) {
        return spread.map(found -> String.format(
                        Locale.ROOT,
                        found.median() < 10 ? "%.2f (%.2f-%.2f)" : "%.0f (%.0f-%.0f)",
                        found.median(),
                        found.least(),
                        found.most()))
                .orElse("-");
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("setting")
                .put("machine", setting.machine())
                .put("java", setting.java())
                .put("pinning", setting.pinning())
                .put("jvmFlags", String.join(" ", setting.jvmFlags()))
                .put("rounds", setting.rounds())
                .put("warmUp", setting.warmUp().toString())
                .put("time", setting.time().toString())
                .put("stateTime", setting.stateTime().toString())
                .put("sourceApart", setting.sourceApart())
                .put("measuredAt", setting.measuredAt());
        ArrayNode subjects = root.putArray("subjects");
        for (RulesSubject subject : comparison.subjects()) {
            ObjectNode node = subjects.addObject()
                    .put("workload", subject.workload().id())
                    .put("state", subject.state().id())
                    .put("contender", subject.contender());
            put(node, "recordsPerSecond", Optional.of(comparison.of(subject, RulesResult::purchasesPerSecond)));
            put(node, "ofStockCep", comparison.speedRatio(subject, subject.by(STOCK)));
            put(node, "ofHandWritten", comparison.speedRatio(subject, subject.by(HAND_WRITTEN)));
            comparison.stateBytes(subject).ifPresent(bytes -> node.put("stateBytesPerKeyAndRule", bytes));
            ArrayNode runs = node.putArray("runs");
            comparison
                    .runs(subject)
                    .forEach(run -> runs.addObject()
                            .put("records", run.purchases())
                            .put("matches", run.matches())
                            .put("seconds", run.seconds())
                            .put("processorSeconds", run.processorSeconds())
                            .put("collectionSeconds", run.collectionSeconds()));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(ObjectNode node, String name, Optional<Spread> spread) {
        spread.ifPresent(found -> node.putObject(name)
                .put("median", found.median())
                .put("least", found.least())
                .put("most", found.most()));
    }
}
