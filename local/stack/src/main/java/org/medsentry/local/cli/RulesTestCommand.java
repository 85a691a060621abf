package org.medsentry.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.RuleException;
import org.medsentry.streaming.examples.ExampleOutcome;
import org.medsentry.streaming.examples.RuleExamples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows whether rules do what their authors say, before they are published. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Run the examples that rule files carry: events that must raise something, and events that must not. Nothing"
                        + " else needs to run.")
final class RulesTestCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Rule files, or folders of them.")
    private List<Path> paths = List.of();

    @Option(names = "--defaults", description = "The rules that ship with MedSentry.")
    private boolean defaults;

    @Option(names = "--json", description = "One JSON array of all outcomes, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (paths.isEmpty() != defaults) {
            throw new ParameterException(spec.commandLine(), "name rule files, or say --defaults");
        }
        long begun = System.nanoTime();
        Map<String, String> files = defaults ? DefaultRules.files() : RuleFiles.read(paths);
        List<ExampleOutcome> outcomes;
        try {
            outcomes = RuleExamples.run(files);
        } catch (RuleException invalid) {
            invalid.problems().forEach(spec.commandLine().getErr()::println);
            return Medsentry.FAILED;
        }
        if (json) {
            return printJson(outcomes);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return print(files.size(), outcomes, millis);
    }

    private int printJson(List<ExampleOutcome> outcomes) throws IOException {
        ArrayNode array = JSON.createArrayNode();
        for (ExampleOutcome outcome : outcomes) {
            array.addObject()
                    .put("ruleId", outcome.ruleId())
                    .put("example", outcome.example())
                    .put("line", outcome.line())
                    .put("passed", outcome.passed())
                    .put("failure", outcome.failure());
        }
        spec.commandLine().getOut().println(JSON.writeValueAsString(array));
        return outcomes.stream().allMatch(ExampleOutcome::passed) ? 0 : Medsentry.FAILED;
    }

    private int print(int rules, List<ExampleOutcome> outcomes, long millis) {
        PrintWriter out = spec.commandLine().getOut();
        for (ExampleOutcome outcome : outcomes) {
            out.println((outcome.passed() ? "pass  " : "FAIL  ") + outcome.ruleId() + ": " + outcome.example()
                    + (outcome.passed()
                            ? ""
                            : " (" + outcome.file() + ":" + outcome.line() + "): " + outcome.failure()));
        }
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        long tested = outcomes.stream().map(ExampleOutcome::file).distinct().count();
        if (failed > 0) {
            spec.commandLine().getErr().println("medsentry: %d of %d examples fail".formatted(failed, outcomes.size()));
            return Medsentry.FAILED;
        }
        out.println("%d examples of %d rules pass in %.1f s".formatted(outcomes.size(), tested, millis / 1000.0)
                + (tested == rules ? "" : "; %d have none".formatted(rules - tested)));
        return 0;
    }
}
