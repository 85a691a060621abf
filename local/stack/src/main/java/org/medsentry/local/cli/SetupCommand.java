package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medsentry.local.stack.TopicSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a Kafka cluster ready for the jobs. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description =
                "Create the topics with the settings they need, and publish the default catalogue and rules where a"
                        + " topic holds none. Running it again changes nothing.")
final class SetupCommand implements Callable<Integer> {

    private static final int MOST_PARTITIONS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Partitions of new input and output topics. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--replication-factor", description = "Replicas of new topics. Default: the cluster's.")
    private Short replicationFactor;

    @Override
    public Integer call() {
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new ParameterException(
                    spec.commandLine(), "--partitions must be 1 to " + MOST_PARTITIONS + ", not " + partitions);
        }
        TopicSetup.Result result =
                new TopicSetup(kafka.connect(), partitions, Optional.ofNullable(replicationFactor)).run();
        PrintWriter out = spec.commandLine().getOut();
        result.created().forEach(topic -> out.println("created topic " + topic));
        result.adjusted().forEach(change -> out.println("adjusted topic " + change));
        result.published().forEach((topic, rows) -> out.println("published " + rows + " rows to " + topic));
        if (result.created().isEmpty()
                && result.adjusted().isEmpty()
                && result.published().isEmpty()) {
            out.println("nothing to do");
        }
        return 0;
    }
}
