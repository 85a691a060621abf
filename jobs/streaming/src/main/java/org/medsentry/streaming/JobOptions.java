package org.medsentry.streaming;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.medsentry.schemas.document.Level;

/** Every option of the jobs, and how a command line becomes a configuration. */
public final class JobOptions {

    public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS = ConfigOptions.key("kafka.bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Kafka brokers, host:port, comma-separated. Required.");
    public static final ConfigOption<String> KAFKA_TOPIC_PREFIX = ConfigOptions.key("kafka.topic-prefix")
            .stringType()
            .defaultValue("")
            .withDescription("Put before the name of every topic.");
    public static final ConfigOption<String> KAFKA_GROUP_PREFIX = ConfigOptions.key("kafka.group-prefix")
            .stringType()
            .defaultValue("medsentry")
            .withDescription("Consumer groups are named prefix-job.");
    public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES = ConfigOptions.key("kafka.properties")
            .mapType()
            .defaultValue(Map.of())
            .withDescription(
                    "Further properties of every Kafka client, for instance kafka.properties.security.protocol.");
    public static final ConfigOption<Duration> KAFKA_CONTROL_PATIENCE = ConfigOptions.key("kafka.control-patience")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription(
                    "How long a starting job waits for reference data and rules before it fails and starts again.");
    public static final ConfigOption<String> PRIVACY_KEY_FILE = ConfigOptions.key("privacy.key-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "File with the secret keys of pseudonyms and dead letters, on every task manager. Required by the jobs"
                            + " that read input streams.");
    public static final ConfigOption<Duration> OUT_OF_ORDERNESS = ConfigOptions.key("ingest.out-of-orderness")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("How far stream time stays behind the newest record of a partition.");
    public static final ConfigOption<Duration> IDLENESS = ConfigOptions.key("ingest.idleness")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription(
                    "Wall-clock time after which a silent partition no longer holds stream time back. Generous, or a stalled"
                            + " machine makes records late.");
    public static final ConfigOption<Duration> ALLOWED_LATENESS = ConfigOptions.key("ingest.allowed-lateness")
            .durationType()
            .defaultValue(Duration.ofHours(48))
            .withDescription("Records further behind stream time are also kept in late-records.");
    public static final ConfigOption<Duration> DEDUPLICATION_RETENTION = ConfigOptions.key("deduplication.retention")
            .durationType()
            .defaultValue(Duration.ofDays(7))
            .withDescription("How long the same (source, eventId) may come again, in stream time.");
    public static final ConfigOption<Duration> REPORT_RETENTION = ConfigOptions.key("deduplication.report-retention")
            .durationType()
            .defaultValue(Duration.ofDays(400))
            .withDescription("How long versions of a report are told apart after the last one, in stream time.");
    public static final ConfigOption<Duration> SIGNAL_RETENTION = ConfigOptions.key("deduplication.signal-retention")
            .durationType()
            .defaultValue(Duration.ofDays(14))
            .withDescription("How long the same signal may come again after a restart, by the wall clock.");
    public static final ConfigOption<Duration> REVISION_INTERVAL = ConfigOptions.key("alert.revision-interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription(
                    "How long further evidence of an open alert, and how its triggers fare, may wait until it is written. An alert that opens or climbs"
                            + " is written at once.");
    public static final ConfigOption<Level> TRIGGER_LEVEL = ConfigOptions.key("alert.trigger-level")
            .enumType(Level.class)
            .defaultValue(Level.III)
            .withDescription("From which level on emergency teams are told that an alert opened or climbed.");
    public static final ConfigOption<Duration> ESCALATE_AFTER_I = ConfigOptions.key("alert.escalate-after.i")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription(
                    "How long an alert of level I may wait to be acknowledged before the next units up are told.");
    public static final ConfigOption<Duration> ESCALATE_AFTER_II = ConfigOptions.key("alert.escalate-after.ii")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription("The same for level II.");
    public static final ConfigOption<Duration> ESCALATE_AFTER_III = ConfigOptions.key("alert.escalate-after.iii")
            .durationType()
            .defaultValue(Duration.ofMinutes(60))
            .withDescription("The same for level III.");
    public static final ConfigOption<Duration> ESCALATE_AFTER_IV = ConfigOptions.key("alert.escalate-after.iv")
            .durationType()
            .defaultValue(Duration.ofHours(24))
            .withDescription("The same for level IV.");
    public static final ConfigOption<Duration> ALERT_MEMORY = ConfigOptions.key("alert.memory")
            .durationType()
            .defaultValue(Duration.ofDays(180))
            .withDescription(
                    "How long a closed alert is remembered, so that a successor names it, and how long the same action may come"
                            + " again.");
    public static final ConfigOption<Integer> STORM_LIMIT = ConfigOptions.key("alert.storm-limit")
            .intType()
            .defaultValue(100)
            .withDescription(
                    "How many new alerts of one rule within alert.storm-interval are told one by one. Past that, one summary"
                            + " alert stands for them until the rate falls; each is still recorded.");
    public static final ConfigOption<Duration> STORM_INTERVAL = ConfigOptions.key("alert.storm-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("See alert.storm-limit; also how often a lasting storm is told of.");
    public static final ConfigOption<Integer> EXACT_MEMBERS = ConfigOptions.key("rules.exact-members")
            .intType()
            .defaultValue(4096)
            .withDescription(
                    "How many records of one key a count rule keeps one by one. Beyond, distinct counts are estimated by"
                            + " sketches, and the alert says so.");
    public static final ConfigOption<Integer> MOST_PARTIAL_MATCHES = ConfigOptions.key("rules.most-partial-matches")
            .intType()
            .defaultValue(1000)
            .withDescription(
                    "How many half-matched patterns a rule may have at one key. Beyond, the rule starts anew at that key and"
                            + " operators are told.");
    public static final ConfigOption<Duration> BUFFER_TIMEOUT = ConfigOptions.key("network.buffer-timeout")
            .durationType()
            .defaultValue(Duration.ofMillis(10))
            .withDescription(
                    "How long a record may wait between two tasks for others to be sent with it, where Flink's own"
                            + " configuration sets nothing. An alert passes four such places on its way.");
    public static final ConfigOption<Integer> CACHED_RECORDS = ConfigOptions.key("rules.cached-records")
            .intType()
            .defaultValue(250_000)
            .withDescription(
                    "How many records of counts and sequences a subtask keeps unpacked in memory in front of RocksDB, some"
                            + " 250 bytes each; 0: none. What changed is written with every checkpoint.");
    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL = ConfigOptions.key("checkpoint.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("Used where Flink's own configuration sets none.");
    public static final ConfigOption<List<String>> ELASTICSEARCH_HOSTS = ConfigOptions.key("elasticsearch.hosts")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("Base addresses, http://host:port, semicolon-separated. Required by the index job.");
    public static final ConfigOption<String> ELASTICSEARCH_API_KEY = ConfigOptions.key("elasticsearch.api-key")
            .stringType()
            .noDefaultValue()
            .withDescription("API key, base64 of id:key. Instead of a user.");
    public static final ConfigOption<String> ELASTICSEARCH_USERNAME = ConfigOptions.key("elasticsearch.username")
            .stringType()
            .noDefaultValue()
            .withDescription("User for basic authentication.");
    public static final ConfigOption<String> ELASTICSEARCH_PASSWORD = ConfigOptions.key("elasticsearch.password")
            .stringType()
            .noDefaultValue()
            .withDescription("Password for basic authentication.");
    public static final ConfigOption<String> ELASTICSEARCH_CA_FILE = ConfigOptions.key("elasticsearch.ca-file")
            .stringType()
            .noDefaultValue()
            .withDescription("PEM file of the authority that signed the server's certificate.");

    private static final String CONFIG_FILE = "config";

    private JobOptions() {}

    /** Every option, by key. */
    public static List<ConfigOption<?>> all() {
        return Arrays.stream(JobOptions.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class)
                .<ConfigOption<?>>map(field -> {
                    try {
                        return (ConfigOption<?>) field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .sorted(Comparator.comparing(ConfigOption::key))
                .toList();
    }

    /** The sentence that says what an option means. */
    public static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    /**
     * Reads {@code --key value} and {@code --key=value}; {@code --config FILE} names a properties file that the command
     * line overrides.
     *
     * @throws IllegalArgumentException naming an unknown option, a missing value or an unreadable file
     */
    public static Configuration parse(String... args) {
        Map<String, String> given = new TreeMap<>();
        for (int index = 0; index < args.length; index++) {
            String argument = args[index];
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException("expected --option, found '" + argument + "'");
            }
            int equals = argument.indexOf('=');
            if (equals > 0) {
                given.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else if (index + 1 < args.length) {
                given.put(argument.substring(2), args[++index]);
            } else {
                throw new IllegalArgumentException("option " + argument + " has no value");
            }
        }
        Map<String, String> settings = new TreeMap<>();
        String file = given.remove(CONFIG_FILE);
        if (file != null) {
            readFile(Path.of(file)).forEach((key, value) -> settings.put(key.toString(), value.toString()));
        }
        settings.putAll(given);
        settings.keySet().forEach(JobOptions::requireKnown);
        return Configuration.fromMap(settings);
    }

    private static Properties readFile(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "cannot read --config " + file + ": " + unreadable.getMessage(), unreadable);
        }
        return properties;
    }

    private static void requireKnown(String key) {
        boolean known = key.startsWith(KAFKA_PROPERTIES.key() + ".")
                || all().stream().anyMatch(option -> option.key().equals(key));
        if (!known) {
            throw new IllegalArgumentException("unknown option --" + key + "; known: "
                    + all().stream().map(ConfigOption::key).toList());
        }
    }

    /** @throws IllegalArgumentException if the option is not set */
    public static <T> T require(Configuration configuration, ConfigOption<T> option) {
        return configuration
                .getOptional(option)
                .orElseThrow(() -> new IllegalArgumentException("option --" + option.key() + " is required"));
    }
}
