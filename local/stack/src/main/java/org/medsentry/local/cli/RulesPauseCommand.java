package org.medsentry.local.cli;

import java.util.concurrent.Callable;
import org.medsentry.desk.RuleStateChange.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a rule that floods people, without losing what it has half matched. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Pause rules: they judge nothing and keep their state until they are resumed or removed.")
final class RulesPauseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RuleStateOptions rules;

    @Override
    public Integer call() {
        return rules.apply(Wish.PAUSE, spec);
    }
}
