package org.medsentry.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.schemas.document.ActorRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who may sign in, kept from a terminal, so that no password ever stands in a file. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Add and remove users. A running console reads the file anew by itself.")
public final class UserCommand {

    private static final int RANDOM_BYTES = 15;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Add a user, or give one another role and password. The password is asked for, or read from"
                    + " the standard input.")
    int add(
            @Option(names = "--name", required = true, description = "What the user signs in with.") String name,
            @Option(names = "--full-name", description = "As shown. Default: the name.") String fullName,
            @Option(names = "--role", required = true, description = "VIEWER, ANALYST, DUTY_OFFICER or ADMINISTRATOR.")
                    ActorRole role,
            @Option(
                            names = "--users",
                            paramLabel = "FILE",
                            defaultValue = "${MEDSENTRY_CONSOLE_USERS:-users.yaml}",
                            description = "The file. Default: ${DEFAULT-VALUE}.")
                    Path file,
            @Option(names = "--random-password", description = "Make a password and print it.") boolean random)
            throws IOException {
        String password = random ? randomPassword() : askedPassword();
        if (password.length() < Passwords.SHORTEST || password.length() > Passwords.LONGEST) {
            throw new ConsoleException(
                    "a password has " + Passwords.SHORTEST + " to " + Passwords.LONGEST + " characters");
        }
        UsersFile.add(
                file, List.of(new UserEntry(name, fullName == null ? name : fullName, role, Passwords.hash(password))));
        if (random) {
            spec.commandLine().getOut().println("password of " + name + ": " + password);
        }
        spec.commandLine().getOut().println(name + " may sign in as " + role);
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove a user; that person's sessions end at once.")
    int remove(
            @Option(names = "--name", required = true, description = "Who.") String name,
            @Option(
                            names = "--users",
                            paramLabel = "FILE",
                            defaultValue = "${MEDSENTRY_CONSOLE_USERS:-users.yaml}",
                            description = "The file. Default: ${DEFAULT-VALUE}.")
                    Path file) {
        if (!UsersFile.remove(file, name)) {
            throw new ConsoleException("there is no user " + name);
        }
        spec.commandLine().getOut().println(name + " may no longer sign in");
        return 0;
    }

    /** Nobody remembers it, so nobody guesses it: for development, and for a first sign-in. */
    public static String randomPassword() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String askedPassword() throws IOException {
        Console terminal = System.console();
        if (terminal != null) {
            char[] typed = terminal.readPassword("password: ");
            return typed == null ? "" : new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
