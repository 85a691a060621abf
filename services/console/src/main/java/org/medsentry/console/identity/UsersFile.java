package org.medsentry.console.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Users in a YAML file, read anew when it changes, so that nobody has to restart anything to let somebody in or out. A file that
 * breaks while it is in use changes nothing until it is mended.
 */
public final class UsersFile implements IdentityProvider {

    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
    /** Checked for whoever does not exist, so that the time of an answer says nothing. */
    private static final String NOBODY = Passwords.hash("nobody has this password");

    private final Path file;
    private Map<String, UserEntry> users;
    private FileTime read;

    private UsersFile(Path file) {
        this.file = file;
        this.users = load(file);
        this.read = modified();
    }

    /** @throws UsersException if the file cannot be used */
    public static UsersFile open(Path file) {
        return new UsersFile(file);
    }

    @Override
    public Optional<User> authenticate(String userId, String password) {
        UserEntry entry = password.length() > Passwords.LONGEST ? null : users().get(userId);
        boolean fits = Passwords.matches(
                password.length() > Passwords.LONGEST ? "" : password, entry == null ? NOBODY : entry.passwordHash());
        return fits && entry != null ? Optional.of(entry.user()) : Optional.empty();
    }

    @Override
    public Optional<User> current(String userId) {
        return Optional.ofNullable(users().get(userId)).map(UserEntry::user);
    }

    private synchronized Map<String, UserEntry> users() {
        FileTime now = modified();
        if (!now.equals(read)) {
            read = now;
            try {
                users = load(file);
                LOG.info("read {} users anew", users.size());
            } catch (UsersException broken) {
                LOG.error("{}; the users read before stay", broken.getMessage());
            }
        }
        return users;
    }

    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /** The users of a file by id. */
    static Map<String, UserEntry> load(Path file) {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UsersException("cannot read the users file " + file, unreadable);
        } catch (YamlEngineException malformed) {
            throw new UsersException(file + " is no YAML: "
                    + malformed.getMessage().lines().findFirst().orElse(""));
        }
        if (!(root instanceof Map<?, ?> map && map.size() == 1 && map.get("users") instanceof List<?> entries)) {
            throw new UsersException(file + ": must hold one list, users");
        }
        Map<String, UserEntry> users = new LinkedHashMap<>();
        int number = 0;
        for (Object entry : entries) {
            number++;
            try {
                if (!(entry instanceof Map<?, ?> fields)) {
                    throw new UsersException("entry " + number + " is no mapping");
                }
                UserEntry user = UserEntry.of(fields, number);
                if (users.put(user.id(), user) != null) {
                    throw new UsersException("user " + user.id() + " appears twice");
                }
            } catch (UsersException wrong) {
                throw new UsersException(file + ": " + wrong.getMessage());
            }
        }
        return users;
    }

    /** Adds users to a file, or makes it; a user who is there already gets the new role and password. A new file is its owner's alone to read. */
    public static void add(Path file, List<UserEntry> added) {
        Map<String, UserEntry> users = Files.exists(file) ? load(file) : new LinkedHashMap<>();
        added.forEach(user -> users.put(user.id(), user));
        write(file, users);
    }

    /** @return false if there is no such user */
    public static boolean remove(Path file, String userId) {
        Map<String, UserEntry> users = load(file);
        if (users.remove(userId) == null) {
            return false;
        }
        write(file, users);
        return true;
    }

    private static void write(Path file, Map<String, UserEntry> users) {
        Map<String, Object> root =
                Map.of("users", users.values().stream().map(UserEntry::fields).toList());
        String yaml = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(200)
                        .build())
                .dumpToString(root);
        Path absolute = file.toAbsolutePath();
        try {
            Path draft = absolute.resolveSibling(absolute.getFileName() + ".tmp");
            Files.deleteIfExists(draft);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(draft, yaml);
            if (Files.exists(absolute)
                    && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(absolute));
            }
            Files.move(draft, absolute, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UsersException("cannot write the users file " + file, unwritable);
        }
    }
}
