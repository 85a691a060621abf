package org.medsentry.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.medsentry.gateway.Gateway;
import org.medsentry.gateway.GatewaySettings;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.local.simulator.Simulator;

/**
 * The gateway of the local stack, on the loopback interface, with a key for each network of the simulator that feeds over HTTP. The keys
 * themselves lie beside their hashes, for their owner alone: that is for development only.
 */
public final class LocalGateway implements AutoCloseable {

    /** A month is sent in minutes. */
    private static final Map<String, Long> LIMITS =
            Map.of("recordsPerSecond", 100_000L, "burst", 1_000_000L, "recordsPerDay", 1_000_000_000L);

    private final Gateway gateway;
    private final Properties keys;

    private LocalGateway(Gateway gateway, Properties keys) {
        this.gateway = gateway;
        this.keys = keys;
    }

    static LocalGateway start(String bootstrapServers, int port, StackDirectory directory) {
        Properties keys = keys(directory);
        Gateway gateway = new Gateway(GatewaySettings.of(
                KafkaSettings.of(bootstrapServers, ""),
                HttpSettings.of("127.0.0.1", port),
                directory.keyFile(),
                directory.gatewayKeys()));
        return new LocalGateway(gateway, keys);
    }

    private static Properties keys(StackDirectory directory) {
        Path file = directory.gatewayDevelopmentKeys();
        Properties keys = new Properties();
        try {
            if (Files.exists(file) && Files.exists(directory.gatewayKeys())) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    keys.load(reader);
                }
                return keys;
            }
            Files.deleteIfExists(directory.gatewayKeys());
            for (String source : Simulator.sourcesOverHttp()) {
                keys.put(source, KeyEntry.create(directory.gatewayKeys(), source, List.of(), LIMITS));
            }
            writeForOwnerOnly(file, keys);
            return keys;
        } catch (IOException unusable) {
            throw new StackException("cannot use " + file + " (" + unusable + ")", unusable);
        }
    }

    private static void writeForOwnerOnly(Path file, Properties keys) throws IOException {
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        Path draft = posix
                ? Files.createTempFile(
                        file.getParent(),
                        ".keys",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(file.getParent(), ".keys", ".tmp");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            keys.store(writer, "API keys of the local gateway, by source; for development only");
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    /**
     * The key of a network of the simulator.
     *
     * @throws IllegalArgumentException if it has none
     */
    public String key(String source) {
        String key = keys.getProperty(source);
        if (key == null) {
            throw new IllegalArgumentException("no development key for " + source);
        }
        return key;
    }

    public boolean isReady() {
        return gateway.isReady();
    }

    /** How somebody sends a first record, in lines for people. */
    public List<String> usage() {
        String source = Simulator.sourcesOverHttp().get(0);
        return List.of(
                "send records as " + source + ", for instance:",
                "  curl -H 'Authorization: Bearer " + key(source) + "' -H 'Content-Type: application/x-ndjson' \\",
                "    --data-binary @records.jsonl " + url() + "/v1/purchase-registrations");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
