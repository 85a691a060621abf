package org.medsentry.gateway.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.medsentry.schemas.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Makes keys: the file gets the hash, the caller the key itself, once. */
public final class KeyEntry {
    private static final int KEY_BYTES = 32;
    private static final String KEY_PREFIX = "msk_";
    private static final String BEGINNING = "keys:\n";
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyEntry() {}

    /**
     * Adds a new random key to the file, which is made, for its owner alone, where it is missing.
     *
     * @param streams those it may feed; empty for all
     * @return the key, to be handed to the network
     * @throws KeysFileException if the file cannot be read or written, or holds something else than keys
     */
    public static String create(Path file, String source, List<Stream> streams) {
        return create(file, source, streams, Map.of());
    }

    /**
     * As above.
     *
     * @param settings of {@link ApiKey} by their names, those that shall not be the default
     */
    public static String create(Path file, String source, List<Stream> streams, Map<String, ?> settings) {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        String key = KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] suffix = new byte[4];
        RANDOM.nextBytes(suffix);
        try {
            String former = Files.exists(file) ? Files.readString(file) : BEGINNING;
            String gap = former.isEmpty() ? BEGINNING : former.endsWith("\n") ? "" : "\n";
            String entry = gap + entry(source, streams, settings, HexFormat.of().formatHex(suffix), KeyHash.ofKey(key));
            KeysFile.parse(former + entry);
            if (!Files.exists(file)) {
                createForOwnerOnly(file.toAbsolutePath());
            }
            Files.writeString(file, entry, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new KeysFileException("cannot write the keys file " + file, unwritable);
        } catch (IllegalArgumentException | YamlEngineException wrong) {
            throw new KeysFileException(file + ": " + wrong.getMessage(), wrong);
        }
        return key;
    }

    private static String entry(
            String source, List<Stream> streams, Map<String, ?> settings, String suffix, KeyHash hash) {
        String name = source.replaceAll("[^A-Za-z0-9._-]", "-");
        StringBuilder entry = new StringBuilder()
                .append("  - id: ")
                .append(name, 0, Math.min(name.length(), 50))
                .append('-')
                .append(suffix)
                .append("\n    hash: ")
                .append(hash)
                .append("\n    source: ")
                .append(quoted(source))
                .append('\n');
        if (!streams.isEmpty()) {
            List<String> ids = new TreeSet<>(streams).stream().map(Stream::id).toList();
            entry.append("    streams: ").append(ids).append('\n');
        }
        settings.forEach((field, value) -> entry.append("    ")
                .append(field)
                .append(": ")
                .append(value instanceof String text ? quoted(text) : value)
                .append('\n'));
        return entry.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void createForOwnerOnly(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, BEGINNING);
    }
}
