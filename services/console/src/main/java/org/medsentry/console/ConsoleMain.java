package org.medsentry.console;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.rule.ExampleCommand;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The console as a process of its own. */
@Command(
        name = "medsentry-console",
        version = "MedSentry 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        subcommands = UserCommand.class,
        description = "Serves the web interface until it is stopped.")
public final class ConsoleMain implements Callable<Integer> {
    static {
        // Before the first logger is made. Not under the name that Log4j looks for, since we also run within other
        // processes.
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "org/medsentry/console/log4j2.properties");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleMain.class);

    @Option(
            names = "--host",
            defaultValue = "${MEDSENTRY_CONSOLE_HOST:-127.0.0.1}",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "${MEDSENTRY_CONSOLE_PORT:-8088}",
            description = "Port to listen on; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--tls-key-store",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_CONSOLE_KEY_STORE:-}",
            description = "PKCS #12 with key and certificate. Default: plain HTTP, for this host or a proxy alone.")
    private String keyStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_CONSOLE_KEY_STORE_PASSWORD_FILE:-}",
            description = "Password of the key store.")
    private String keyStorePassword;

    @Option(
            names = "--behind-proxy",
            defaultValue = "${MEDSENTRY_CONSOLE_BEHIND_PROXY:-false}",
            description = "Believe X-Forwarded-For, -Proto and -Host: only where a proxy sets them.")
    private boolean behindProxy;

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
            names = "--group-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${MEDSENTRY_GROUP_PREFIX:-" + ConsoleSettings.DEFAULT_GROUP_PREFIX + "}",
            description = "Of the jobs' consumer groups. Default: ${DEFAULT-VALUE}.")
    private String groupPrefix;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_CLIENT_PROPERTIES:-}",
            description = "Properties of the Kafka clients, for instance for TLS and SASL.")
    private String clientProperties;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            defaultValue = "${MEDSENTRY_ELASTICSEARCH:-http://127.0.0.1:9200}",
            description = "Base addresses, separated by semicolons. Default: ${DEFAULT-VALUE}.")
    private String elasticsearch;

    @Option(
            names = "--elasticsearch-user",
            paramLabel = "NAME",
            defaultValue = "${MEDSENTRY_ELASTICSEARCH_USER:-}",
            description = "Who asks Elasticsearch.")
    private String elasticsearchUser;

    @Option(
            names = "--elasticsearch-secret-file",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_ELASTICSEARCH_SECRET_FILE:-}",
            description = "The user's password; without a user, an API key.")
    private String elasticsearchSecret;

    @Option(
            names = "--elasticsearch-authority",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_ELASTICSEARCH_AUTHORITY:-}",
            description = "PEM file of the authorities that Elasticsearch's certificate may come from.")
    private String elasticsearchAuthority;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            defaultValue = "${MEDSENTRY_FLINK:-}",
            description = "REST interface of the JobManager, for figures of rules and jobs.")
    private String flink;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_CONSOLE_USERS:-users.yaml}",
            description = "Who may sign in; 'user add' writes it. Default: ${DEFAULT-VALUE}.")
    private Path users;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_KEY_FILE:-}",
            description = "Keys of dead letters; without it none can be revealed or replayed.")
    private String keyFile;

    @Option(
            names = "--idle-minutes",
            defaultValue = "${MEDSENTRY_CONSOLE_IDLE_MINUTES:-60}",
            description = "A session ends when nothing was asked for so long. Default: ${DEFAULT-VALUE}.")
    private int idleMinutes;

    @Option(
            names = "--session-hours",
            defaultValue = "${MEDSENTRY_CONSOLE_SESSION_HOURS:-12}",
            description = "A session ends after so long. Default: ${DEFAULT-VALUE}.")
    private int sessionHours;

    @Option(
            names = "--examples-command",
            paramLabel = "COMMAND",
            defaultValue = "${MEDSENTRY_CONSOLE_EXAMPLES_COMMAND:-}",
            description =
                    "Runs the examples of a rule file whose name follows, for instance 'medsentry rules test --json'."
                            + " Default: examples cannot be run.")
    private String examplesCommand;

    @Option(names = "--assets", hidden = true, description = "Folder of the pages, for whoever works on them.")
    private Path assets;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConsoleMain())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    LOG.debug("failed", failure);
                    line.getErr().println("medsentry-console: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Console console = Console.start(settings(), extras());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            console.close();
                            stopped.countDown();
                        },
                        "medsentry-console-stop"));
        stopped.await();
        return 0;
    }

    private ConsoleExtras extras() {
        return examplesCommand.isBlank()
                ? ConsoleExtras.NONE
                : ConsoleExtras.NONE.withExamples(
                        new ExampleCommand(List.of(examplesCommand.strip().split("\\s+"))));
    }

    private ConsoleSettings settings() {
        ServerSettings server = new ServerSettings(
                host, port, file(keyStore), file(keyStorePassword).map(ConsoleMain::secret), behindProxy);
        return new ConsoleSettings(
                server,
                new KafkaCluster(bootstrapServers, topicPrefix, properties()),
                search(),
                users,
                file(keyFile),
                flink.isBlank() ? Optional.empty() : Optional.of(URI.create(flink)),
                groupPrefix,
                Duration.ofMinutes(Math.max(1, idleMinutes)),
                Duration.ofHours(Math.max(1, sessionHours)),
                Optional.ofNullable(assets)
                        .map(folder -> folder.toAbsolutePath().normalize()));
    }

    private SearchSettings search() {
        List<String> hosts =
                Arrays.stream(elasticsearch.split(";")).map(String::strip).toList();
        SearchSettings search = new SearchSettings(hosts, Optional.empty(), file(elasticsearchAuthority));
        Optional<String> secret = file(elasticsearchSecret).map(ConsoleMain::secret);
        if (secret.isEmpty()) {
            return search;
        }
        return elasticsearchUser.isBlank()
                ? search.withApiKey(secret.get())
                : search.withPassword(elasticsearchUser, secret.get());
    }

    private static Optional<Path> file(String option) {
        return option.isBlank() ? Optional.empty() : Optional.of(Path.of(option));
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new ConsoleException("cannot read " + file, unreadable);
        }
    }

    private Map<String, String> properties() {
        Map<String, String> result = new TreeMap<>();
        // People wait for the answers.
        result.put("default.api.timeout.ms", "10000");
        if (!clientProperties.isBlank()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(clientProperties))) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new ConsoleException("cannot read --client-properties " + clientProperties, unreadable);
            }
            properties.forEach((name, value) -> result.put(name.toString(), value.toString()));
        }
        return result;
    }
}
