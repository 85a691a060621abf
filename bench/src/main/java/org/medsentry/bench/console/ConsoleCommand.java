package org.medsentry.bench.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.medsentry.bench.Machine;
import org.medsentry.bench.ResultPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How soon somebody sees a list, a search, an alert, over as many alerts as a province makes in half a year. */
@Command(
        name = "console",
        description =
                "Measures the console over many alerts: lists, filters, searches and alerts at the server, and what"
                        + " the first screen transfers.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ConsoleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--alerts", description = "How many there are.")
    private int alerts = 200_000;

    @Option(names = "--samples", description = "Requests of each kind that count; half as many before them do not.")
    private int samples = 200;

    @Option(names = "--write-docs", description = "Put the table into this page, between its two marks.")
    private Path page;

    /** A kind of request; the number makes each a little different, so that no cache answers. */
    private record Kind(String name, IntFunction<String> path) {}

    @Override
    public Integer call() throws Exception {
        if (alerts < 1000 || samples < 1) {
            throw new ParameterException(spec.commandLine(), "--alerts must be at least 1000 and --samples 1");
        }
        PrintWriter err = spec.commandLine().getErr();
        StringBuilder table =
                new StringBuilder("| request | median ms | 95 % ms | slowest ms |\n| --- | ---: | ---: | ---: |\n");
        try (ConsoleSystem system = new ConsoleSystem(Files.createTempDirectory("medsentry-console-"))) {
            err.println("loading " + alerts + " alerts");
            system.load(new ConsoleLoad(Instant.now()), alerts);
            system.signIn();
            for (Kind kind : kinds()) {
                table.append(row(kind.name(), measure(system, kind)));
                err.println("measured: " + kind.name());
            }
            FirstScreen screen = new FirstScreen(system);
            long bytes = screen.measure();
            table.append(String.format(
                    Locale.ROOT,
                    "%nFirst screen with an empty cache: %,d bytes in %d files, compressed where worth it.%n",
                    bytes,
                    screen.files()));
        }
        String text = alerts + " alerts; " + Machine.description() + "; OpenJDK "
                + System.getProperty("java.vm.version") + "\n\n" + table;
        if (page != null) {
            new ResultPage(page).write("console", text);
        }
        spec.commandLine().getOut().println(text);
        return 0;
    }

    private List<Kind> kinds() {
        return List.of(
                new Kind("list, newest first", number -> "/api/alerts?size=" + (40 + number % 20)),
                new Kind(
                        "list by the time it was raised",
                        number -> "/api/alerts?sort=raisedAt&size=" + (40 + number % 20)),
                new Kind(
                        "list of open ones by level",
                        number -> "/api/alerts?open=true&sort=level&size=" + (40 + number % 20)),
                new Kind(
                        "filter by level, status and county",
                        number -> "/api/alerts?level=I,II&status=NEW,ESCALATED&region=5001" + (11 + number % 8)),
                new Kind(
                        "search for words that stand in every alert",
                        number -> "/api/alerts?q=threshold%20above%20-nowhere" + number),
                new Kind("search for a record", number -> "/api/alerts?q=event-" + (number * 7919L % alerts) + "-3"),
                new Kind("open an alert", number -> "/api/alerts/" + ConsoleLoad.id((int) (number * 7919L % alerts))),
                new Kind("overview", number -> "/api/overview"));
    }

    private double[] measure(ConsoleSystem system, Kind kind) throws IOException {
        List<Double> milliseconds = new ArrayList<>();
        for (int number = -samples / 2; number < samples; number++) {
            String path = kind.path().apply(number + samples);
            long begun = System.nanoTime();
            system.get(path);
            if (number >= 0) {
                milliseconds.add((System.nanoTime() - begun) / 1e6);
            }
        }
        double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static String row(String name, double[] sorted) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |%n",
                name,
                sorted[sorted.length / 2],
                sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.95))],
                sorted[sorted.length - 1]);
    }
}
