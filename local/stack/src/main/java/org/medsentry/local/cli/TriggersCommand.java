package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TriggerBox;
import org.medsentry.desk.TriggerBox.SentTrigger;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What emergency teams were told, and whether it has reached them. */
@Command(
        name = "triggers",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "List triggers and how they fare, and send one again.",
        subcommands = {TriggersCommand.ListAll.class, TriggersCommand.Resend.class})
final class TriggersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say list or resend");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List triggers, oldest first, with the state of each delivery.")
    static final class ListAll implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private KafkaOptions kafka;

        @Option(names = "--alert", paramLabel = "ID", description = "Of this alert.")
        private String alertId;

        @Option(names = "--failed", description = "Only those that did not reach somebody, and will not by themselves.")
        private boolean failed;

        @Option(names = "--limit", defaultValue = "50", description = "The newest so many. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(names = "--json", description = "One JSON document a line.")
        private boolean json;

        @Override
        public Integer call() {
            KafkaCluster cluster = kafka.connect();
            cluster.requireTopic(Topic.TRIGGERS);
            cluster.requireTopic(Topic.DELIVERIES);
            List<SentTrigger> triggers = new TriggerBox(cluster)
                    .all().stream()
                            .filter(sent ->
                                    alertId == null || sent.trigger().alertId().startsWith(alertId))
                            .filter(sent ->
                                    !failed || sent.deliveries().stream().anyMatch(ListAll::hasFailed))
                            .toList();
            List<SentTrigger> shown = triggers.subList(Math.max(0, triggers.size() - limit), triggers.size());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                shown.forEach(sent -> out.println(Documents.toJsonText(sent.trigger())));
                return 0;
            }
            if (shown.isEmpty()) {
                out.println("no such triggers");
                return 0;
            }
            print(shown, out);
            return 0;
        }

        private static boolean hasFailed(Delivery delivery) {
            return delivery.state() == DeliveryState.GIVEN_UP || delivery.state() == DeliveryState.NO_CHANNEL;
        }

        private static void print(List<SentTrigger> triggers, PrintWriter out) {
            TextTable table =
                    new TextTable("TRIGGER", "MADE", "CAUSE", "LEVEL", "RULE", "ALERT", "UNITS", "DELIVERIES");
            for (SentTrigger sent : triggers) {
                Trigger trigger = sent.trigger();
                table.row(
                        trigger.triggerId() + (trigger.resend() == 0 ? "" : " resend " + trigger.resend()),
                        LocalTimes.format(trigger.createdAt()),
                        (trigger.drill() ? "drill, " : "")
                                + trigger.cause().name().toLowerCase(Locale.ROOT),
                        trigger.level(),
                        trigger.ruleId(),
                        trigger.alertId(),
                        trigger.units().stream().map(TriggerUnit::id).collect(Collectors.joining(" ")),
                        sent.deliveries().isEmpty()
                                ? "none yet"
                                : sent.deliveries().stream().map(ListAll::told).collect(Collectors.joining(", ")));
            }
            table.print(out);
        }

        private static String told(Delivery delivery) {
            return (delivery.channel() == null ? delivery.unitId() : delivery.channel()) + " "
                    + delivery.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (delivery.attempts() > 1 ? " after " + delivery.attempts() + " attempts" : "");
        }
    }

    @Command(
            name = "resend",
            mixinStandardHelpOptions = true,
            description =
                    "Send a trigger again, with the same idempotency key: whoever has it already may pass over it.")
    static final class Resend implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private KafkaOptions kafka;

        @Parameters(paramLabel = "TRIGGER", description = "Id of the trigger.")
        private String triggerId;

        @Option(names = "--unit", paramLabel = "ID", description = "Only to this unit.")
        private String unitId;

        @Override
        public Integer call() {
            KafkaCluster cluster = kafka.connect();
            cluster.requireTopic(Topic.TRIGGERS);
            Trigger again = new TriggerBox(cluster).resend(triggerId, unitId);
            spec.commandLine()
                    .getOut()
                    .println("trigger " + triggerId + " is on its way again (resend " + again.resend() + ") to "
                            + again.units().stream().map(TriggerUnit::id).collect(Collectors.joining(", ")));
            return 0;
        }
    }
}
