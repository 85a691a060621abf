package org.medsentry.local.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.local.stack.StackAddresses;
import org.medsentry.local.stack.StackPorts;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka cluster a command talks to; without options the local stack's. */
final class KafkaOptions {

    @Mixin
    DataFolder data;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, comma-separated. Default: those of the running local stack.")
    private String bootstrapServers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Put before the name of every topic.")
    private String topicPrefix;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, for instance for TLS and SASL.")
    private Path clientProperties;

    /** @throws org.medsentry.desk.DeskException if nobody answers there */
    KafkaCluster connect() {
        KafkaCluster cluster = new KafkaCluster(servers(), topicPrefix, properties());
        cluster.requireReachable();
        return cluster;
    }

    /** Whether nobody named another cluster. */
    boolean isLocalStack() {
        return bootstrapServers == null;
    }

    private String servers() {
        if (bootstrapServers != null) {
            return bootstrapServers;
        }
        return data.runningStack()
                .map(StackAddresses::bootstrapServers)
                .orElse("127.0.0.1:" + new StackPorts(StackPorts.DEFAULT_BASE).kafka());
    }

    private Map<String, String> properties() {
        Map<String, String> result = new TreeMap<>();
        if (clientProperties != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(clientProperties)) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new CommandException("cannot read --client-properties " + clientProperties, unreadable);
            }
            properties.forEach((name, value) -> result.put(name.toString(), value.toString()));
        }
        return result;
    }
}
