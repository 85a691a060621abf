package org.medsentry.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medsentry.desk.RulePublisher;
import org.medsentry.desk.RulePublisher.Outcome;
import org.medsentry.desk.RulePublisher.Published;
import org.medsentry.rules.DefaultRules;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.RuleState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts rules into force, from the next record on. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description =
                "Check rules and publish them: they are in force from the next record, without a restart. The text of"
                        + " a published version never changes; raise 'version:' for a new text.")
final class RulesPublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Rule files, or folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--defaults", description = "The rules that ship with MedSentry.")
    private boolean defaults;

    @Option(
            names = "--state",
            defaultValue = "active",
            paramLabel = "STATE",
            description = "active, shadow (recorded, raises no alert), paused or removed. Default: ${DEFAULT-VALUE}.")
    private RuleState state;

    @Override
    public Integer call() throws IOException {
        if (paths.isEmpty() != defaults) {
            throw new ParameterException(spec.commandLine(), "name rule files, or say --defaults");
        }
        Map<String, String> files = defaults ? DefaultRules.files() : RuleFiles.read(paths);
        var cluster = kafka.connect();
        cluster.requireTopic(Topic.RULES);
        List<Published> results = new RulePublisher(cluster).publish(files, state);
        boolean refused = results.stream().anyMatch(result -> result.outcome() == Outcome.REFUSED);
        results.forEach(result -> print(result, refused));
        return refused ? Medsentry.FAILED : 0;
    }

    private void print(Published result, boolean refused) {
        PrintWriter out = spec.commandLine().getOut();
        String rule = result.ruleId() + " version " + result.version();
        switch (result.outcome()) {
            case PUBLISHED ->
                out.println(rule + ": "
                        + (refused
                                ? "not published, since another was refused"
                                : "published, " + result.state().name().toLowerCase(Locale.ROOT)));
            case UNCHANGED -> out.println(rule + ": unchanged");
            case OUTDATED -> out.println(rule + ": not published, a higher version is in force");
            case REFUSED ->
                spec.commandLine()
                        .getErr()
                        .println(rule + ": refused, this version was published with another text; raise 'version:'");
        }
    }
}
