package org.medsentry.local.stack;

import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.medsentry.desk.DeskException;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.embedded.EmbeddedElasticsearch;
import org.medsentry.embedded.EmbeddedKafka;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.JobOptions;

/**
 * Kafka, Elasticsearch and all jobs, started together and stopped in the order in which they need each other. On the same
 * data folder it goes on where it was stopped.
 */
public final class LocalStack implements AutoCloseable {

    private final StackDirectory directory;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private KafkaCluster kafka;
    private IndexCounts index;
    private JobCluster jobs;
    private LocalDispatch dispatch;
    private LocalGateway gateway;
    private LocalConsole console;
    private StackAddresses addresses;

    private LocalStack(StackDirectory directory, Consumer<String> progress) {
        this.directory = directory;
        this.progress = progress;
        parts.push(directory);
    }

    /**
     * Starts everything and returns when every job runs.
     *
     * @param directory stays open while the stack runs and is closed with it
     * @param progress takes a line for people at each step
     * @throws StackException if a part does not start; what had started is stopped again
     */
    public static LocalStack start(StackSettings settings, StackDirectory directory, Consumer<String> progress) {
        LocalStack stack = new LocalStack(directory, progress);
        try {
            settings.ports().requireFree();
            stack.launch(settings);
            return stack;
        } catch (RuntimeException failed) {
            stack.close();
            throw failed instanceof StackException || failed instanceof DeskException
                    ? failed
                    : new StackException(failed.getMessage(), failed);
        }
    }

    private void launch(StackSettings settings) {
        String bootstrapServers = "127.0.0.1:" + settings.ports().kafka();
        // First of all: a wrong option must not show only after the servers have started.
        Configuration jobOptions = jobOptions(settings, bootstrapServers);
        prepareKeys();
        progress.accept("starting Kafka and Elasticsearch " + EmbeddedElasticsearch.version());
        EmbeddedElasticsearch elasticsearch = startServers(settings.ports());
        kafka = new KafkaCluster(bootstrapServers, "", Map.of());
        index = new IndexCounts(elasticsearch.url());
        report(new TopicSetup(kafka, settings.parallelism(), Optional.of((short) 1)).run());

        progress.accept("starting the jobs");
        jobs = JobCluster.start(directory, settings.ports().flink(), settings.parallelism(), jobOptions);
        parts.push(jobs);

        dispatch = new LocalDispatch(bootstrapServers, settings.channels());
        parts.push(dispatch);

        gateway = LocalGateway.start(bootstrapServers, settings.ports().gateway(), directory);
        parts.push(gateway);
        String flink = "http://127.0.0.1:" + settings.ports().flink();
        console = new LocalConsole(
                directory, settings.ports().console(), kafka, elasticsearch.url(), flink, settings.guide());
        parts.push(console);

        addresses = new StackAddresses(
                bootstrapServers,
                elasticsearch.url(),
                flink,
                gateway.url().toString(),
                directory.keyFile(),
                directory.logFile(),
                ProcessHandle.current().pid());
        addresses.write(directory.root());
        parts.push(() -> StackAddresses.delete(directory.root()));
    }

    private void prepareKeys() {
        if (Files.exists(directory.keyFile())) {
            SecretKeys.load(directory.keyFile());
            return;
        }
        SecretKeys.createDevelopment(directory.keyFile());
        progress.accept("made a development key, never to be used in production: " + directory.keyFile());
    }

    /** Both at once: they do not need each other, and starting them takes most of the time. */
    private EmbeddedElasticsearch startServers(StackPorts ports) {
        CompletableFuture<EmbeddedElasticsearch> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedElasticsearch.builder()
                        .dataDirectory(directory.elasticsearch())
                        .httpPort(ports.elasticsearch())
                        .start());
        try {
            parts.push(EmbeddedKafka.builder()
                    .dataDirectory(directory.kafka())
                    .port(ports.kafka())
                    .start());
        } catch (RuntimeException failed) {
            starting.thenAccept(EmbeddedElasticsearch::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            throw failed;
        }
        try {
            EmbeddedElasticsearch elasticsearch = starting.join();
            parts.push(elasticsearch);
            return elasticsearch;
        } catch (CompletionException failed) {
            // The message goes on with the end of the server's log.
            String first = failed.getCause().getMessage().lines().findFirst().orElse("");
            throw new StackException(first + " (" + directory.elasticsearch() + ")", failed.getCause());
        }
    }

    private void report(TopicSetup.Result setup) {
        if (!setup.published().isEmpty()) {
            progress.accept("published the default catalogue: " + setup.published());
        }
    }

    private Configuration jobOptions(StackSettings settings, String bootstrapServers) {
        Map<String, String> options = new TreeMap<>();
        options.put(JobOptions.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrapServers);
        options.put(
                JobOptions.ELASTICSEARCH_HOSTS.key(),
                "http://127.0.0.1:" + settings.ports().elasticsearch());
        options.put(JobOptions.PRIVACY_KEY_FILE.key(), directory.keyFile().toString());
        options.put(JobOptions.CHECKPOINT_INTERVAL.key(), "5 s");
        options.putAll(settings.jobOptions());
        return JobOptions.parse(options.entrySet().stream()
                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                .toArray(String[]::new));
    }

    public KafkaCluster kafka() {
        return kafka;
    }

    /** What Elasticsearch holds. */
    public IndexCounts index() {
        return index;
    }

    public JobCluster jobs() {
        return jobs;
    }

    public LocalDispatch dispatch() {
        return dispatch;
    }

    public LocalGateway gateway() {
        return gateway;
    }

    public LocalConsole console() {
        return console;
    }

    public StackAddresses addresses() {
        return addresses;
    }

    /** Stops jobs, Elasticsearch and Kafka, in this order; every part is stopped even if another one fails. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                if (first == null) {
                    first = new StackException("could not stop in good order: " + failed.getMessage(), failed);
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
