package org.medsentry.local.cli;

import java.util.concurrent.Callable;
import org.medsentry.desk.RuleStateChange.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets paused rules judge again. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Let paused rules judge again, from the next record on; what passed meanwhile is not made up for.")
final class RulesResumeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RuleStateOptions rules;

    @Option(names = "--shadow", description = "On trial: signals are recorded and marked, no alert is raised.")
    private boolean shadow;

    @Override
    public Integer call() {
        return rules.apply(shadow ? Wish.RESUME_ON_TRIAL : Wish.RESUME, spec);
    }
}
