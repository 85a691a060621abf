package org.medsentry.dispatcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelsFile;
import org.medsentry.dispatcher.kafka.KafkaSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The dispatcher as a process of its own. */
@Command(
        name = "medsentry-dispatcher",
        version = "MedSentry 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        description = "Delivers triggers to the channels of the responsible units until it is stopped.")
public final class DispatcherMain implements Callable<Integer> {
    static {
        // Before the first logger is made. Not under the name that Log4j looks for, since we also run within other
        // processes.
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "org/medsentry/dispatcher/log4j2.properties");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherMain.class);

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${MEDSENTRY_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
            description = "Kafka brokers, comma-separated. Default: ${DEFAULT-VALUE}.")
    private String bootstrapServers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${MEDSENTRY_TOPIC_PREFIX:-}",
            description = "Put before the name of every topic.")
    private String topicPrefix;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_CLIENT_PROPERTIES:-}",
            description = "Properties of the Kafka clients, for instance for TLS and SASL.")
    private String clientProperties;

    @Option(
            names = "--channels",
            paramLabel = "FILE",
            required = true,
            defaultValue = "${MEDSENTRY_CHANNELS}",
            description = "The channels, in YAML; see docs/dispatching.md.")
    private Path channels;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            defaultValue = "${MEDSENTRY_DISPATCHER_GROUP:-" + KafkaSettings.DEFAULT_GROUP + "}",
            description = "Consumer group; processes of one group share the work. Default: ${DEFAULT-VALUE}.")
    private String group;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "${MEDSENTRY_DISPATCHER_INSTANCE:-}",
            description = "A name that this process keeps over restarts, so that it goes on at once. Default: none.")
    private String instance;

    @Option(
            names = "--remember",
            paramLabel = "DAYS",
            defaultValue = "${MEDSENTRY_DISPATCHER_REMEMBER:-7}",
            description = "For how many days an ended delivery is known. Default: ${DEFAULT-VALUE}.")
    private int rememberDays;

    @Option(
            names = "--status-host",
            paramLabel = "HOST",
            defaultValue = "${MEDSENTRY_STATUS_HOST:-0.0.0.0}",
            description = "Where health and metrics are served. Default: ${DEFAULT-VALUE}.")
    private String statusHost;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "${MEDSENTRY_STATUS_PORT:-8090}",
            description = "Port of health and metrics; 0 for any free one, -1 for none. Default: ${DEFAULT-VALUE}.")
    private int statusPort;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DispatcherMain())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    LOG.error("{}", failure.getMessage(), failure instanceof DispatcherException ? null : failure);
                    line.getErr().println("medsentry-dispatcher: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        ChannelDirectory directory = ChannelsFile.read(channels);
        KafkaSettings kafka = new KafkaSettings(
                bootstrapServers, topicPrefix, group, instance.isBlank() ? null : instance, properties());
        Dispatcher dispatcher = new Dispatcher(
                new DispatcherSettings(kafka, Duration.ofDays(Math.max(1, rememberDays)), statusHost, statusPort),
                directory);
        Runtime.getRuntime().addShutdownHook(new Thread(dispatcher::close, "medsentry-dispatcher-stop"));
        dispatcher.start();
        LOG.info("reads triggers from {}; status on port {}", bootstrapServers, dispatcher.statusPort());
        while (dispatcher.failure() == null) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        // Whoever watches over the process starts it again.
        return 1;
    }

    private Map<String, String> properties() {
        Map<String, String> result = new TreeMap<>();
        if (!clientProperties.isBlank()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(clientProperties))) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new DispatcherException("cannot read --client-properties " + clientProperties, unreadable);
            }
            properties.forEach((name, value) -> result.put(name.toString(), value.toString()));
        }
        return result;
    }
}
