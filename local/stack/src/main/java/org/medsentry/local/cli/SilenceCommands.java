package org.medsentry.local.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import org.medsentry.local.cli.ActorOptions.Wish;
import org.medsentry.schemas.document.ActionType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Muting a rule for a while, and ending that. */
final class SilenceCommands {

    private SilenceCommands() {}

    @Command(
            name = "silence",
            mixinStandardHelpOptions = true,
            description =
                    "Mute a rule, or some of its keys, for a while: alerts are recorded, but tell nobody and do not"
                            + " escalate. It ends by itself.")
    static final class Silence implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ActorOptions actor;

        @Parameters(paramLabel = "RULE", description = "Id of the rule.")
        private String ruleId;

        @Option(
                names = "--key",
                paramLabel = "PATTERN",
                description = "Only keys with such a value, * standing for any characters. Default: every key.")
        private String keyPattern;

        @Option(names = "--for", required = true, paramLabel = "DURATION", description = "How long, such as 2h or 3d.")
        private String duration;

        @Option(names = "--reason", required = true, description = "Why.")
        private String reason;

        @Override
        public Integer call() {
            Wish wish = new Wish(
                    ActionType.SILENCE,
                    null,
                    ruleId,
                    keyPattern,
                    null,
                    Instant.now().plus(duration()),
                    null,
                    null,
                    reason,
                    null);
            return actor.perform(List.of(wish), spec);
        }

        private Duration duration() {
            try {
                return TimeUtils.parseDuration(duration);
            } catch (IllegalArgumentException noDuration) {
                throw new CommandException("--for '" + duration + "' is no duration like 2h");
            }
        }
    }

    @Command(name = "unsilence", mixinStandardHelpOptions = true, description = "End a silence before its time.")
    static final class Unsilence implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ActorOptions actor;

        @Parameters(paramLabel = "SILENCE", description = "Id that 'alerts silence' printed.")
        private String silenceId;

        @Option(names = "--reason", description = "Why.")
        private String reason;

        @Override
        public Integer call() {
            Wish wish = new Wish(ActionType.UNSILENCE, null, null, null, silenceId, null, null, null, reason, null);
            return actor.perform(List.of(wish), spec);
        }
    }
}
