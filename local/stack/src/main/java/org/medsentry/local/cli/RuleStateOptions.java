package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.RulePublisher;
import org.medsentry.desk.RuleStateChange;
import org.medsentry.desk.RuleStateChange.Wish;
import org.medsentry.desk.RuleStates;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.RuleState;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code rules pause}, {@code resume} and {@code remove} have in common: which rules, and what is told of each. */
final class RuleStateOptions {

    @Mixin
    private KafkaOptions kafka;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Rule ids.")
    private List<String> ruleIds;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    int apply(Wish wish, CommandSpec spec) {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.RULES);
        List<RuleStateChange> changes = new RuleStates(new RulePublisher(cluster)).change(ruleIds, wish, dryRun);
        boolean refused = changes.stream().anyMatch(RuleStateChange::isRefused);
        changes.forEach(change -> print(change, refused, spec));
        return refused ? Medsentry.FAILED : 0;
    }

    private void print(RuleStateChange change, boolean refused, CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        if (change.isRefused()) {
            String rule = change.version() == 0 ? change.ruleId() : name(change);
            spec.commandLine().getErr().println(rule + ": refused, " + change.refusal());
        } else if (change.isUnchanged()) {
            out.println(name(change) + ": unchanged, " + word(change.after()));
        } else if (refused) {
            out.println(name(change) + ": still " + word(change.before()) + ", since another was refused");
        } else {
            out.println(name(change) + ": " + (dryRun ? "would be " : "") + word(change.after()) + ", was "
                    + word(change.before()));
        }
    }

    private static String name(RuleStateChange change) {
        return change.ruleId() + " version " + change.version();
    }

    private static String word(RuleState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
