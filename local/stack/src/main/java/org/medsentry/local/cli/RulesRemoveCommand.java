package org.medsentry.local.cli;

import java.util.concurrent.Callable;
import org.medsentry.desk.RuleStateChange.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes rules out of force for good; their history stays on the topic. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Remove rules and release their state. Their versions stay on the topic: see 'rules history'.")
final class RulesRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RuleStateOptions rules;

    @Override
    public Integer call() {
        return rules.apply(Wish.REMOVE, spec);
    }
}
