package org.medsentry.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medsentry.console.Console;
import org.medsentry.console.ConsoleException;
import org.medsentry.console.ConsoleExtras;
import org.medsentry.console.ConsoleSettings;
import org.medsentry.console.UserCommand;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.identity.Passwords;
import org.medsentry.console.identity.UserEntry;
import org.medsentry.console.identity.UsersFile;
import org.medsentry.console.rule.ExampleRunner;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.rules.RuleException;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.streaming.examples.RuleExamples;

/** The console of the local stack, with a user of each role whose passwords are made with the data folder. */
public final class LocalConsole implements AutoCloseable {

    private final Console console;
    private final List<String> passwords;

    LocalConsole(
            StackDirectory directory,
            int port,
            KafkaCluster kafka,
            String elasticsearch,
            String flink,
            Supplier<List<?>> guide) {
        passwords = prepareUsers(directory);
        try {
            console = Console.start(
                    ConsoleSettings.of(
                                    ServerSettings.local(port),
                                    kafka,
                                    SearchSettings.of(elasticsearch),
                                    directory.usersFile())
                            .withKeyFile(directory.keyFile())
                            .withFlink(URI.create(flink)),
                    ConsoleExtras.NONE.withGuide(guide).withExamples(LocalConsole::runExamples));
        } catch (ConsoleException failed) {
            throw new StackException("the console does not start: " + failed.getMessage(), failed);
        }
    }

    private static List<String> prepareUsers(StackDirectory directory) {
        if (Files.exists(directory.usersFile())) {
            return List.of();
        }
        List<UserEntry> users = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Map<String, ActorRole> roles = Map.of(
                "viewer", ActorRole.VIEWER,
                "analyst", ActorRole.ANALYST,
                "officer", ActorRole.DUTY_OFFICER,
                "admin", ActorRole.ADMINISTRATOR);
        for (String name : List.of("viewer", "analyst", "officer", "admin")) {
            String password = UserCommand.randomPassword();
            users.add(new UserEntry(name, name, roles.get(name), Passwords.hash(password)));
            lines.add(name + " " + password);
        }
        try {
            write(directory.passwordsFile(), lines);
        } catch (IOException unwritable) {
            throw new StackException("cannot write " + directory.passwordsFile(), unwritable);
        }
        UsersFile.add(directory.usersFile(), users);
        return List.copyOf(lines);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, lines);
    }

    private static List<ExampleRunner.Outcome> runExamples(String yaml) {
        try {
            return RuleExamples.run(Map.of("rule.yaml", yaml)).stream()
                    .map(outcome -> new ExampleRunner.Outcome(
                            outcome.example(), outcome.passed(), outcome.line(), outcome.failure()))
                    .toList();
        } catch (RuleException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + console.port();
    }

    /** Names and passwords, the first time that a data folder is used; they stay in a file beside the records. */
    public List<String> passwords() {
        return passwords;
    }

    /** Whether browsers hear of what happens from now on. */
    public boolean isListening() {
        return console.isListening();
    }

    @Override
    public void close() {
        console.close();
    }
}
