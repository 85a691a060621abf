package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medsentry.desk.DeskException;
import org.medsentry.desk.FlinkRuleFigures;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RuleFigures;
import org.medsentry.desk.RuleHeader;
import org.medsentry.desk.RulePublisher;
import org.medsentry.local.stack.StackAddresses;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.RulePublication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which rules count, and how they fare. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List the newest version of every rule on topic rules: its state, and since when it is in it.",
            "Where the jobs can be asked, also what each rule has done since they started: records looked at, matches that"
                    + " are half complete now, and signals. A dash means that no task says."
        })
final class RulesListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "REST interface of the Flink cluster that runs the jobs, such as http://127.0.0.1:8081."
                    + " Default: that of the running local stack.")
    private String flink;

    @Override
    public Integer call() {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.RULES);
        List<RulePublication> rules = new RulePublisher(cluster).newest();
        PrintWriter out = spec.commandLine().getOut();
        if (rules.isEmpty()) {
            out.println("no rules on topic " + cluster.name(Topic.RULES));
            return 0;
        }
        Map<String, RuleFigures> figures = figures();
        printTable(rules, figures, out);
        printTroubles(figures);
        return 0;
    }

    /** Nothing where nobody can be asked: which rules count is on the topic all the same. */
    private Map<String, RuleFigures> figures() {
        Optional<String> address = flink == null ? addressOfStack() : Optional.of(flink);
        if (address.isEmpty()) {
            warn("no local stack runs here, so nobody says how the rules fare; name a Flink cluster with --flink");
            return Map.of();
        }
        try {
            return new FlinkRuleFigures(address.get()).read();
        } catch (DeskException unreachable) {
            warn(unreachable.getMessage() + "; nobody says how the rules fare");
            return Map.of();
        }
    }

    /** Not that of a local stack when the rules of another cluster are listed. */
    private Optional<String> addressOfStack() {
        return kafka.isLocalStack() ? kafka.data.runningStack().map(StackAddresses::flink) : Optional.empty();
    }

    private void printTable(List<RulePublication> rules, Map<String, RuleFigures> figures, PrintWriter out) {
        TextTable table = new TextTable(
                "RULE",
                ">VERSION",
                "STATE",
                "KIND",
                "STREAM",
                "LEVEL",
                "SINCE",
                ">EVENTS",
                ">PARTIAL",
                ">SIGNALS",
                "TITLE");
        for (RulePublication rule : rules) {
            RuleHeader header = RuleHeader.of(rule.yaml());
            RuleFigures figure = figures.getOrDefault(rule.ruleId(), RuleFigures.NONE);
            table.row(
                    rule.ruleId(),
                    rule.version(),
                    rule.state().name().toLowerCase(Locale.ROOT),
                    header.kind(),
                    header.stream(),
                    header.level(),
                    LocalTimes.format(rule.publishedAt()),
                    figure.events(),
                    figure.partialMatches(),
                    figure.signals(),
                    header.titleZh());
        }
        table.print(out);
    }

    private void printTroubles(Map<String, RuleFigures> figures) {
        figures.forEach((ruleId, figure) -> {
            if (figure.failures() != null && figure.failures() > 0) {
                warn("%s failed to judge %,d times; the log of the jobs says why".formatted(ruleId, figure.failures()));
            }
            if (figure.contained() != null && figure.contained() > 0) {
                warn("%s was held back %,d times by the limit of half matches a key"
                        .formatted(ruleId, figure.contained()));
            }
        });
    }

    private void warn(String message) {
        spec.commandLine().getErr().println("medsentry: " + message);
    }
}
