package org.medsentry.schemas.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret keys behind pseudonyms and encrypted dead letters, each with an id that travels with what it made, so that keys
 * can be rotated: new work is done under the current key, what older keys encrypted can still be read.
 *
 * <p>A key file is a JSON object, for instance {@code {"currentKeyId": "2026a", "keys": {"2025a": "...", "2026a": "..."}}}
 * with 32 random bytes in base64 for each key ({@code openssl rand -base64 32}). Rotating the key also changes every
 * pseudonym, so patterns over days begin anew at that moment.
 *
 * <p>The class is deliberately not serialisable: keys must not travel in job graphs. Each process loads them from its file.
 */
public final class SecretKeys {
    /** Length of a key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final int MAX_FILE_BYTES = 1 << 20;

    private final String currentKeyId;
    private final Map<String, byte[]> keys;

    private SecretKeys(String currentKeyId, Map<String, byte[]> keys) {
        this.currentKeyId = currentKeyId;
        this.keys = keys;
    }

    /**
     * Keys that are already in memory.
     *
     * @param keys key id to 32 bytes; ids have 1 to 32 letters, digits, dots, underscores or hyphens
     * @throws IllegalArgumentException if there is no current key, or an id or a length is wrong
     */
    public static SecretKeys of(String currentKeyId, Map<String, byte[]> keys) {
        Map<String, byte[]> copies = new TreeMap<>();
        keys.forEach((id, key) -> {
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "a key id must have 1 to 32 letters, digits, dots, underscores or hyphens");
            }
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "key " + id + " has " + key.length + " bytes instead of " + KEY_BYTES);
            }
            copies.put(id, key.clone());
        });
        if (currentKeyId == null || !copies.containsKey(currentKeyId)) {
            throw new IllegalArgumentException("currentKeyId names none of the keys");
        }
        return new SecretKeys(currentKeyId, copies);
    }

    /**
     * Reads a key file.
     *
     * @throws KeyFileException if it cannot be read or says anything but what it should
     */
    public static SecretKeys load(Path file) {
        byte[] content;
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new KeyFileException(file, "too large for a key file");
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new KeyFileException(file, "does not exist");
        } catch (IOException unreadable) {
            throw new KeyFileException(
                    file, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
        try {
            return parse(content);
        } catch (JsonProcessingException malformed) {
            throw new KeyFileException(
                    file,
                    "no well-formed JSON at line " + malformed.getLocation().getLineNr());
        } catch (IOException impossible) {
            throw new KeyFileException(file, "cannot be parsed");
        } catch (IllegalArgumentException invalid) {
            throw new KeyFileException(file, invalid.getMessage());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Makes a random key for development, writes it to a new file that only its owner may read (mode 600 where the file
     * system knows modes), and says so to nobody: the caller tells the user.
     *
     * @throws KeyFileException if the file exists or cannot be written
     */
    public static SecretKeys createDevelopment(Path file) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String id = "dev-" + LocalDate.now(ZoneOffset.UTC);
        String content = """
                {
                  "currentKeyId": "%s",
                  "keys": {
                    "%s": "%s"
                  }
                }
                """.formatted(id, id, Base64.getEncoder().encodeToString(key));
        try {
            writeForOwnerOnly(file.toAbsolutePath(), content);
        } catch (FileAlreadyExistsException exists) {
            throw new KeyFileException(file, "exists already and is not overwritten");
        } catch (IOException unwritable) {
            throw new KeyFileException(
                    file, "cannot be written (" + unwritable.getClass().getSimpleName() + ")");
        }
        return of(id, Map.of(id, key));
    }

    /** Written beside and renamed, so that another process never meets half a file. */
    private static void writeForOwnerOnly(Path file, String content) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.createDirectories(file.getParent());
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        Path draft = posix
                ? Files.createTempFile(
                        file.getParent(), ".key", ".tmp", PosixFilePermissions.asFileAttribute(ownerOnly))
                : Files.createTempFile(file.getParent(), ".key", ".tmp");
        try {
            Files.writeString(draft, content, StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static SecretKeys parse(byte[] content) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(content)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT, "must be a JSON object");
            String currentKeyId = null;
            Map<String, byte[]> keys = null;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                switch (field) {
                    case "currentKeyId" -> {
                        expect(currentKeyId == null, "currentKeyId appears twice");
                        currentKeyId = text(parser, "currentKeyId must be a string");
                    }
                    case "keys" -> {
                        expect(keys == null, "keys appears twice");
                        keys = keys(parser);
                    }
                    default -> throw new IllegalArgumentException("only the fields currentKeyId and keys are known");
                }
            }
            expect(parser.nextToken() == null, "something follows the JSON object");
            expect(currentKeyId != null, "currentKeyId is missing");
            expect(keys != null, "keys is missing");
            return of(currentKeyId, keys);
        }
    }

    private static Map<String, byte[]> keys(JsonParser parser) throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, "keys must be a JSON object");
        Map<String, byte[]> keys = new TreeMap<>();
        for (String id = parser.nextFieldName(); id != null; id = parser.nextFieldName()) {
            expect(
                    KEY_ID.matcher(id).matches(),
                    "a key id must have 1 to 32 letters, digits, dots, underscores or hyphens");
            String encoded = text(parser, "key " + id + " must be a string");
            try {
                expect(keys.put(id, Base64.getDecoder().decode(encoded)) == null, "key " + id + " appears twice");
            } catch (IllegalArgumentException undecodable) {
                throw new IllegalArgumentException("key " + id + " is not base64 or appears twice");
            }
        }
        return keys;
    }

    private static String text(JsonParser parser, String message) throws IOException {
        expect(parser.nextToken() == JsonToken.VALUE_STRING, message);
        return parser.getText();
    }

    private static void expect(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Id of the key that new pseudonyms and payloads are made with. */
    public String currentKeyId() {
        return currentKeyId;
    }

    /** Ids of all keys, sorted. */
    public Set<String> keyIds() {
        return Set.copyOf(keys.keySet());
    }

    /**
     * A key for one purpose, derived from a key of the file by HMAC-SHA-256 (the expand step of HKDF, RFC 5869), so that
     * what is learnt of one purpose helps nobody with another.
     *
     * @throws IllegalArgumentException if no key has this id
     */
    byte[] derived(String keyId, String purpose) {
        byte[] key = keys.get(keyId);
        if (key == null) {
            throw new IllegalArgumentException("no key with the id " + printable(keyId));
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(("medsentry/" + purpose).getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    private static String printable(String keyId) {
        return keyId != null && KEY_ID.matcher(keyId).matches() ? keyId : "(not a key id)";
    }

    /** The ids, never the keys. */
    @Override
    public String toString() {
        return "SecretKeys[current=" + currentKeyId + ", ids=" + keys.keySet() + "]";
    }
}
