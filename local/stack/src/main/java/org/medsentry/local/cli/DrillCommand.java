package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medsentry.desk.Drill;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TopicTail;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.UnitReference;
import org.medsentry.schemas.reference.ResponsibilityTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exercises the way from a signal to the teams. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description =
                "Start an exercise (演练): an alert that opens, is told of, escalates and is worked on like any other, and"
                        + " says at every step that it is a drill.")
final class DrillCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--level",
            defaultValue = "II",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Level level;

    @Option(names = "--region", required = true, paramLabel = "CODE", description = "GB/T 2260 code of the place.")
    private String region;

    @Option(
            names = "--topic",
            defaultValue = "OUTBREAK",
            description = "Which units answer for it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ResponsibilityTopic topic;

    @Option(names = "--reason", required = true, description = "What is exercised; everybody who is told sees it.")
    private String reason;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who starts it. Default: the user of this computer.")
    private String actor = System.getProperty("user.name");

    @Override
    public Integer call() {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.SIGNALS);
        PrintWriter out = spec.commandLine().getOut();
        Drill drill = new Drill(cluster);
        try (TopicTail alerts = cluster.tail(Topic.ALERTS)) {
            Signal signal = drill.begin(level, region, topic, reason, actor);
            Optional<Alert> alert = drill.await(signal, alerts, LIMIT);
            if (alert.isEmpty()) {
                throw new CommandException(
                        "the drill is on its way (signal " + signal.signalId() + "), but no alert came of it within "
                                + LIMIT.toSeconds() + " s; does the early-warning job run?");
            }
            out.println("drill " + alert.get().alertId() + ", level "
                    + alert.get().level() + ", units: "
                    + alert.get().units().stream().map(UnitReference::id).collect(Collectors.joining(", ")));
            out.println("close it with: medsentry alerts acknowledge and resolve "
                    + alert.get().alertId());
            return 0;
        }
    }
}
