package org.medsentry.local.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RulePublisher;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.RulePublication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers who changed a rule, when and how: the versions on the topic, and what differs from each to the next. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Show every version of a rule, oldest first: its state, when it was published and by whom, and what changed from"
                    + " version to version.",
            "Of a version's states the last one is always there; earlier ones until the topic is compacted."
        })
final class RulesHistoryCommand implements Callable<Integer> {

    private static final int CONTEXT_LINES = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Parameters(arity = "1", paramLabel = "ID", description = "Rule id.")
    private String ruleId;

    @Option(
            names = "--text",
            paramLabel = "VERSION",
            description =
                    "Print the text of this version, and nothing else: to go back, publish it under a higher version.")
    private Integer textOf;

    @Override
    public Integer call() {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.RULES);
        List<RulePublication> publications = new RulePublisher(cluster).publications(ruleId);
        if (publications.isEmpty()) {
            throw new CommandException("no rule " + ruleId + " on topic " + cluster.name(Topic.RULES));
        }
        TreeMap<Integer, RulePublication> versions = new TreeMap<>();
        publications.forEach(publication -> versions.put(publication.version(), publication));
        if (textOf != null) {
            printText(versions);
        } else {
            printTable(publications);
            printChanges(versions);
        }
        return 0;
    }

    private void printText(Map<Integer, RulePublication> versions) {
        RulePublication version = versions.get(textOf);
        if (version == null) {
            throw new CommandException(
                    ruleId + " has no version " + textOf + " on the topic; it has " + versions.keySet());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(version.yaml());
        out.flush();
    }

    private void printTable(List<RulePublication> publications) {
        TextTable table = new TextTable(">VERSION", "STATE", "PUBLISHED", "BY");
        for (RulePublication publication : publications) {
            table.row(
                    publication.version(),
                    publication.state().name().toLowerCase(Locale.ROOT),
                    LocalTimes.format(publication.publishedAt()),
                    publication.publishedBy());
        }
        table.print(spec.commandLine().getOut());
    }

    private void printChanges(TreeMap<Integer, RulePublication> versions) {
        PrintWriter out = spec.commandLine().getOut();
        Iterator<RulePublication> iterator = versions.values().iterator();
        RulePublication before = iterator.next();
        while (iterator.hasNext()) {
            RulePublication after = iterator.next();
            out.println();
            difference(before, after).forEach(out::println);
            before = after;
        }
        out.flush();
    }

    private static List<String> difference(RulePublication before, RulePublication after) {
        List<String> old = before.yaml().lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                before.id(),
                after.id(),
                old,
                DiffUtils.diff(old, after.yaml().lines().toList()),
                CONTEXT_LINES);
    }
}
