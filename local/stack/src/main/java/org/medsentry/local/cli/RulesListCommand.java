package org.medsentry.local.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.medsentry.local.stack.KafkaCluster;
import org.medsentry.local.stack.RuleHeader;
import org.medsentry.local.stack.RulePublisher;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.RulePublication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows which rules count. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the newest version of every rule on topic rules.")
final class RulesListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Override
    public Integer call() {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.RULES);
        TextTable table = new TextTable("RULE", ">VERSION", "STATE", "KIND", "STREAM", "LEVEL", "SINCE", "TITLE");
        for (RulePublication rule : new RulePublisher(cluster).newest()) {
            RuleHeader header = RuleHeader.of(rule.yaml());
            table.row(
                    rule.ruleId(),
                    rule.version(),
                    rule.state().name().toLowerCase(Locale.ROOT),
                    header.kind(),
                    header.stream(),
                    header.level(),
                    LocalTimes.format(rule.publishedAt()),
                    header.titleZh());
        }
        if (table.isEmpty()) {
            spec.commandLine().getOut().println("no rules on topic " + cluster.name(Topic.RULES));
        } else {
            table.print(spec.commandLine().getOut());
        }
        return 0;
    }
}
