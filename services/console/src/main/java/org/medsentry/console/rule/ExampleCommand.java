package org.medsentry.console.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.Query;

/** Runs examples with the command line, a process each time: {@code medsentry rules test --json FILE}. */
public final class ExampleCommand implements ExampleRunner {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<String> command;

    /** @param command its words, without the file */
    public ExampleCommand(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** One at a time: each is a process with a virtual machine of its own. */
    @Override
    public synchronized List<Outcome> run(String yaml) {
        try {
            Path folder = Files.createTempDirectory("medsentry-examples");
            Path file = folder.resolve("rule.yaml");
            Path answer = folder.resolve("answer.json");
            try {
                Files.writeString(file, yaml, StandardCharsets.UTF_8);
                List<String> words = new ArrayList<>(command);
                words.add(file.toString());
                Process process = new ProcessBuilder(words)
                        .redirectOutput(answer.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw Problem.of(422, "examples-too-long", "示例运行超时", "the examples take too long");
                }
                return read(Files.readString(answer, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(answer);
                Files.deleteIfExists(folder);
            }
        } catch (IOException failed) {
            throw Problem.unavailable("examples", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("examples", interrupted);
        }
    }

    private static List<Outcome> read(String answer) throws IOException {
        JsonNode outcomes = Query.JSON.readTree(answer);
        if (outcomes == null || !outcomes.isArray()) {
            throw new IOException("the command said nothing that can be read");
        }
        List<Outcome> read = new ArrayList<>();
        outcomes.forEach(outcome -> read.add(new Outcome(
                outcome.path("example").asText(),
                outcome.path("passed").asBoolean(),
                outcome.path("line").asInt(),
                outcome.path("failure").asText(null))));
        return read;
    }
}
