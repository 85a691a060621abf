package org.medsentry.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rules as data: what is checked, put into force, and in force. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Check and test rules, put them into force without a restart, list, pause and remove them.",
        subcommands = {
            RulesCheckCommand.class,
            RulesTestCommand.class,
            RulesPublishCommand.class,
            RulesPauseCommand.class,
            RulesResumeCommand.class,
            RulesRemoveCommand.class,
            RulesListCommand.class,
            RulesHistoryCommand.class
        })
final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say check, test, publish, pause, resume, remove, list or history");
    }
}
