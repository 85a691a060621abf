package org.medsentry.local.backtest;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What would these rules have raised? Judges files as the live system would, with nothing else running. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Judge files of the past by a rule set, with the same graphs as the live system.",
            "Reads purchase-registrations.jsonl, adverse-reactions.jsonl and online-sales.jsonl, each with or without .gz"
                    + " and each of them optional. The same input gives the same output, byte for byte.",
            "With --compare two rule sets judge the same files: what does one raise, and the other not?"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the backtest ran", "1:it could not run or failed", "2:the command line is wrong"})
public final class BacktestCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILURE = 1;
    private static final String SHIPPED = "defaults";

    @Spec
    private CommandSpec spec;

    @Option(names = "--events", required = true, paramLabel = "DIR", description = "Directory of the event files.")
    private Path events;

    @Option(
            names = "--reference",
            paramLabel = "DIR",
            description =
                    "Directory of products.jsonl, licences.jsonl, recalls.jsonl, regions.jsonl and units.jsonl. What it"
                            + " lacks of the first three is empty. Without this option the default catalogue is used, with such"
                            + " files of the events directory laid over it.")
    private Path reference;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Directory of rule files, *.yaml. Without it the rules that ship with the product.")
    private Path rules;

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "DIR",
            description = "In place of --rules: directories A and B of rule files; '" + SHIPPED
                    + "' stands for the rules that ship"
                    + " with the product. Results of each lie in a and b of --out, what differs in compare.jsonl and"
                    + " compare.json.")
    private List<Path> compare;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory for signals.jsonl, alerts.jsonl, alert-revisions.jsonl, dead-letters.jsonl,"
                    + " late-records.jsonl and summary.json; made where it does not exist, such files are replaced.")
    private Path out;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "Secret keys of pseudonyms. Without it a public key is used, the same everywhere: for made-up data"
                            + " only.")
    private Path keyFile;

    @Option(names = "--json", description = "Print the summary as JSON, and nothing else, to standard output.")
    private boolean json;

    @Override
    public Integer call() {
        // A failure is one line of this command, not the traces of a cluster that nobody started.
        Configurator.setLevel("org.apache.flink", Level.OFF);
        Configurator.setLevel("org.medsentry.streaming", Level.ERROR);
        PrintWriter errors = spec.commandLine().getErr();
        if (compare != null && rules != null) {
            throw new ParameterException(spec.commandLine(), "say --rules or --compare, not both");
        }
        try {
            run(errors);
            return OK;
        } catch (BacktestException failure) {
            explain(failure, errors);
            return FAILURE;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            errors.println("medsentry: the backtest was stopped");
            errors.flush();
            return FAILURE;
        }
    }

    private void explain(BacktestException failure, PrintWriter errors) {
        // Mistakes in rule files stand alone, as editors and pipelines read them.
        errors.println(failure.namesPlaces() ? failure.getMessage() : "medsentry: " + failure.getMessage());
        if (isVerbose()) {
            failure.printStackTrace(errors);
        }
        errors.flush();
    }

    /** An option of the command line as a whole. */
    private boolean isVerbose() {
        OptionSpec verbose = spec.root().findOption("--verbose");
        return verbose != null && Boolean.TRUE.equals(verbose.getValue());
    }

    private void run(PrintWriter errors) throws InterruptedException {
        if (keyFile == null) {
            errors.println(
                    "medsentry: pseudonyms are made with the public key of backtests; for data of real people name a --key-file");
            errors.flush();
        }
        BacktestRequest request = new BacktestRequest(events, reference, rules, out, keyFile, Instant.now());
        if (compare == null) {
            BacktestSummary summary = withProgress(progress -> Backtest.run(request, progress));
            print(summary, output -> SummaryTable.print(summary, output));
        } else {
            Path a = directory(compare.get(0));
            Path b = directory(compare.get(1));
            ComparisonSummary summary = withProgress(progress -> Comparison.run(request, a, b, progress));
            print(summary, output -> ComparisonTable.print(summary, output));
        }
    }

    /** Null for the rules that ship with the product. */
    private static Path directory(Path rules) {
        return rules.toString().equals(SHIPPED) ? null : rules;
    }

    @FunctionalInterface
    private interface Run<T> {
        T with(BacktestProgress progress) throws InterruptedException;
    }

    private static <T> T withProgress(Run<T> run) throws InterruptedException {
        try (ProgressDisplay display = new ProgressDisplay(System.err, ProgressDisplay.onTerminal())) {
            return run.with(display);
        }
    }

    private void print(Object summary, Consumer<PrintWriter> table) {
        PrintWriter output = spec.commandLine().getOut();
        if (json) {
            output.println(Backtest.json(summary));
        } else {
            table.accept(output);
        }
        output.flush();
    }
}
