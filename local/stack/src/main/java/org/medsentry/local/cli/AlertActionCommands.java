package org.medsentry.local.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.medsentry.local.cli.ActorOptions.Wish;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What people do to single alerts; they differ only in what has to be said. */
final class AlertActionCommands {

    private AlertActionCommands() {}

    private abstract static class OnAlerts implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ActorOptions actor;

        @Parameters(arity = "1..*", paramLabel = "ALERT", description = "Ids of alerts.")
        private List<String> alertIds;

        abstract Wish wish(String alertId);

        @Override
        public Integer call() {
            return actor.perform(alertIds.stream().map(this::wish).toList(), spec);
        }
    }

    private static Wish wish(
            ActionType type, String alertId, Level level, String assignee, String reason, String comment) {
        return new Wish(type, alertId, null, null, null, null, level, assignee, reason, comment);
    }

    @Command(
            name = "acknowledge",
            mixinStandardHelpOptions = true,
            description = "Say that somebody looks after alerts: they do not escalate any more.")
    static final class Acknowledge extends OnAlerts {

        @Option(names = "--comment", description = "What to add.")
        private String comment;

        @Override
        Wish wish(String alertId) {
            return AlertActionCommands.wish(ActionType.ACKNOWLEDGE, alertId, null, null, null, comment);
        }
    }

    @Command(name = "assign", mixinStandardHelpOptions = true, description = "Give alerts to somebody.")
    static final class Assign extends OnAlerts {

        @Option(names = "--to", required = true, paramLabel = "NAME", description = "To whom.")
        private String assignee;

        @Override
        Wish wish(String alertId) {
            return AlertActionCommands.wish(ActionType.ASSIGN, alertId, null, assignee, null, null);
        }
    }

    @Command(name = "comment", mixinStandardHelpOptions = true, description = "Add a comment to alerts.")
    static final class Comment extends OnAlerts {

        @Option(names = "--text", required = true, description = "The comment.")
        private String text;

        @Override
        Wish wish(String alertId) {
            return AlertActionCommands.wish(ActionType.COMMENT, alertId, null, null, null, text);
        }
    }

    @Command(
            name = "lower",
            mixinStandardHelpOptions = true,
            description = "Take the level of alerts down. Only more evidence than they had takes it up again.")
    static final class Lower extends OnAlerts {

        @Option(names = "--to", required = true, description = "The level: ${COMPLETION-CANDIDATES}.")
        private Level level;

        @Option(names = "--reason", required = true, description = "Why.")
        private String reason;

        @Override
        Wish wish(String alertId) {
            return AlertActionCommands.wish(ActionType.LOWER, alertId, level, null, reason, null);
        }
    }

    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Close alerts whose cause has been dealt with. They have to be acknowledged.")
    static final class Resolve extends OnAlerts {

        @Option(names = "--reason", description = "What was done.")
        private String reason;

        @Override
        Wish wish(String alertId) {
            return AlertActionCommands.wish(ActionType.RESOLVE, alertId, null, null, reason, null);
        }
    }

    @Command(
            name = "dismiss",
            mixinStandardHelpOptions = true,
            description = "Close alerts that turned out to be none. They have to be acknowledged.")
    static final class Dismiss extends OnAlerts {

        @Option(names = "--reason", required = true, description = "Why.")
        private String reason;

        @Override
        Wish wish(String alertId) {
            return AlertActionCommands.wish(ActionType.DISMISS, alertId, null, null, reason, null);
        }
    }
}
