package org.medsentry.gateway;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.medsentry.gateway.access.KeysFileException;
import org.medsentry.gateway.body.BodyLimits;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.http.TlsFiles;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.schemas.privacy.KeyFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The gateway as a process of its own. */
@Command(
        name = "medsentry-gateway",
        version = "MedSentry 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        description = "Takes records from pharmacy networks over HTTP until it is stopped.",
        subcommands = KeyCommand.class)
public final class GatewayMain implements Callable<Integer> {
    static {
        // Before the first logger is made. Not under the name that Log4j looks for, since we also run within other
        // processes.
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "org/medsentry/gateway/log4j2.properties");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

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
            names = "--key-file",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_KEY_FILE:-}",
            description = "Secret keys of pseudonyms, the same file that the jobs read. Required.")
    private String keyFile;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_GATEWAY_KEYS:-}",
            description = "API keys of the networks, in YAML; read again when it changes. Required.")
    private String keys;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${MEDSENTRY_GATEWAY_HOST:-0.0.0.0}",
            description = "Where it listens. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${MEDSENTRY_GATEWAY_PORT:-" + HttpSettings.DEFAULT_PORT + "}",
            description = "0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_GATEWAY_TLS_CERTIFICATE:-}",
            description = "Certificate chain in PEM, or a PKCS 12 file. Default: none, plain HTTP.")
    private String certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_GATEWAY_TLS_KEY:-}",
            description = "Key in PEM (PKCS 8, not encrypted); to be left out for a PKCS 12 file.")
    private String certificateKey;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            defaultValue = "${MEDSENTRY_GATEWAY_TLS_PASSWORD_FILE:-}",
            description = "Holds the password of the PKCS 12 file.")
    private String passwordFile;

    @Option(
            names = "--max-body-mebibytes",
            paramLabel = "MIB",
            defaultValue = "${MEDSENTRY_GATEWAY_MAX_BODY_MEBIBYTES:-32}",
            description =
                    "Largest body as transferred; decompressed it may be twice as large. Default: ${DEFAULT-VALUE}.")
    private int bodyMebibytes;

    @Option(
            names = "--max-records",
            paramLabel = "COUNT",
            defaultValue = "${MEDSENTRY_GATEWAY_MAX_RECORDS:-100000}",
            description = "Most records in one request. Default: ${DEFAULT-VALUE}.")
    private int maxRecords;

    @Option(
            names = "--delivery-timeout",
            paramLabel = "SECONDS",
            defaultValue = "${MEDSENTRY_GATEWAY_DELIVERY_TIMEOUT:-20}",
            description = "How long Kafka may take to acknowledge a record. Default: ${DEFAULT-VALUE}.")
    private int deliverySeconds;

    @Option(
            names = "--buffer-mebibytes",
            paramLabel = "MIB",
            defaultValue = "${MEDSENTRY_GATEWAY_BUFFER_MEBIBYTES:-64}",
            description = "What may be on its way to Kafka at once; beyond it senders wait. Default: ${DEFAULT-VALUE}.")
    private int bufferMebibytes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GatewayMain())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    boolean expected = failure instanceof KeysFileException
                            || failure instanceof KeyFileException
                            || failure instanceof IllegalArgumentException;
                    LOG.error("{}", failure.getMessage(), expected ? null : failure);
                    line.getErr().println("medsentry-gateway: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Gateway gateway = new Gateway(settings());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            gateway.close();
                            stopped.countDown();
                        },
                        "medsentry-gateway-stop"));
        LOG.info("listens on port {} and writes to {}", gateway.port(), bootstrapServers);
        stopped.await();
        return 0;
    }

    GatewaySettings settings() {
        HttpSettings http = HttpSettings.of(host, port)
                .withTls(tls())
                .withLimits(new BodyLimits(
                        (long) bodyMebibytes << 20,
                        (long) bodyMebibytes << 21,
                        BodyLimits.DEFAULT.inflation(),
                        maxRecords,
                        BodyLimits.DEFAULT.time(),
                        BodyLimits.DEFAULT.bytesPerSecond()));
        KafkaSettings kafka = new KafkaSettings(
                bootstrapServers,
                topicPrefix,
                (long) bufferMebibytes << 20,
                Duration.ofSeconds(deliverySeconds),
                properties());
        return GatewaySettings.of(kafka, http, required(keyFile, "--key-file"), required(keys, "--keys"));
    }

    private TlsFiles tls() {
        Path pem = optional(certificate);
        return pem == null ? null : new TlsFiles(pem, optional(certificateKey), optional(passwordFile));
    }

    private static Path optional(String file) {
        return file.isBlank() ? null : Path.of(file);
    }

    private static Path required(String file, String option) {
        if (file.isBlank()) {
            throw new IllegalArgumentException(option + " is required");
        }
        return Path.of(file);
    }

    private Map<String, String> properties() {
        Map<String, String> result = new TreeMap<>();
        if (!clientProperties.isBlank()) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(clientProperties))) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("cannot read --client-properties " + clientProperties, unreadable);
            }
            properties.forEach((name, value) -> result.put(name.toString(), value.toString()));
        }
        return result;
    }
}
