package org.medsentry.bench.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medsentry.bench.ResultPage;
import org.medsentry.local.backtest.Backtest;
import org.medsentry.local.backtest.BacktestRequest;
import org.medsentry.local.simulator.SimulationSettings;
import org.medsentry.local.simulator.SimulationTruth;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.rules.DefaultRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many alerts a district sees, and how many of them are about something. */
@Command(
        name = "alerts",
        description =
                "Backtests simulated months of known truth by the rules that ship with the product: by rule, what was found of what"
                        + " was planted, how late, and how many alerts had nothing behind them.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class AlertsCommand implements Callable<Integer> {

    private static final int PHARMACIES_OF_A_DISTRICT = 8;
    private static final Pattern BY_CHANCE =
            Pattern.compile("^(kind: (baseline|disproportionality|outlier)|stream: signals)", Pattern.MULTILINE);
    private static final Instant END = Instant.parse("2026-03-31T16:00:00Z");

    @Spec
    private CommandSpec spec;

    @Option(names = "--months", description = "How many months, each of another seed.")
    private int months = 3;

    @Option(
            names = "--days",
            description =
                    "Days of each; the stories lie in all of them, and what counts days needs some weeks before it judges.")
    private int days = 90;

    @Option(
            names = "--rules",
            description = "Directory of rule files; by default the rules that ship with the product.")
    private Path rules;

    @Option(names = "--write-docs", description = "Put the table into this page, between its two marks.")
    private Path page;

    @Override
    public Integer call() throws Exception {
        if (months < 1 || days < 30) {
            throw new ParameterException(spec.commandLine(), "--months must be at least 1, --days at least 30");
        }
        Path folder = Files.createTempDirectory("medsentry-alerts-");
        PrintWriter log = spec.commandLine().getErr();
        AlertLoad load = new AlertLoad(byChance());
        try {
            for (int month = 1; month <= months; month++) {
                log.printf("month %d of %d: simulating%n", month, months);
                SimulationSettings settings =
                        SimulationSettings.endingAt(END).withDays(days).withSeed(month);
                Path events = folder.resolve("events");
                SimulationTruth truth = new Simulator(settings).writeTo(events);
                log.printf("month %d of %d: judging%n", month, months);
                Path results = folder.resolve("results");
                Backtest.run(new BacktestRequest(events, null, rules, results, null, END), (read, all, records) -> {});
                load.add(
                        truth,
                        settings.pharmacies() / PHARMACIES_OF_A_DISTRICT,
                        results,
                        ruleFiles().keySet());
            }
        } finally {
            delete(folder);
        }
        String table = AlertLoadReport.markdown(load, description());
        if (page != null) {
            new ResultPage(page).write("alerts", table);
        }
        spec.commandLine().getOut().println(table);
        return 0;
    }

    /** Text of each rule file by rule id. */
    private Map<String, String> ruleFiles() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (rules == null) {
            DefaultRules.files().forEach((file, text) -> texts.put(file.replace(".yaml", ""), text));
            return texts;
        }
        try (Stream<Path> files = Files.list(rules)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".yaml")) {
                    texts.put(name.replace(".yaml", ""), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private Set<String> byChance() throws IOException {
        return ruleFiles().entrySet().stream()
                .filter(file -> BY_CHANCE.matcher(file.getValue()).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private String description() {
        SimulationSettings settings = SimulationSettings.endingAt(END);
        return months + " simulated periods of " + days + " days (seeds 1 to " + months + "), each of "
                + settings.pharmacies() / PHARMACIES_OF_A_DISTRICT + " districts, " + settings.purchasesPerDay()
                + " purchases, " + settings.reportsPerDay() + " reports and " + settings.onlinePerDay()
                + " online records a day.";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
