package org.medsentry.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.medsentry.local.vaers.VaersImport;
import org.medsentry.local.vaers.VaersImportException;
import org.medsentry.local.vaers.VaersImportProgress;
import org.medsentry.local.vaers.VaersImportSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The public reports of the United States' vaccine safety system. */
@Command(
        name = "vaers",
        mixinStandardHelpOptions = true,
        description =
                "Turn VAERS files (DATA, VAX, SYMPTOMS; CSV, gzip or not) into adverse-reactions.jsonl, products.jsonl"
                        + " and regions.jsonl. A report that cannot be turned is a line of dead-letters.jsonl.")
final class ImportVaersCommand implements Callable<Integer> {

    private static final long MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "Folder of the VAERS files.")
    private Path from;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path to;

    @Override
    public Integer call() throws IOException {
        try {
            print(run());
            return 0;
        } catch (VaersImportException unusable) {
            throw new CommandException(unusable.getMessage(), unusable);
        }
    }

    private VaersImportSummary run() throws IOException {
        if (!Boolean.getBoolean("medsentry.terminal")) {
            return VaersImport.run(from, to, VaersImportProgress.SILENT);
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("import")
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" MiB", MEBIBYTE)
                .build()) {
            return VaersImport.run(from, to, (bytesRead, bytesInAll) -> {
                bar.maxHint(bytesInAll);
                bar.stepTo(bytesRead);
            });
        }
    }

    private void print(VaersImportSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("WHAT", ">COUNT");
        table.row("files", summary.files());
        table.row("reports", summary.reports());
        table.row("events", summary.events());
        table.row("dead letters", summary.deadLetters());
        table.row("events with DIED = Y", summary.died());
        table.row("products", summary.products());
        table.row("reaction terms", summary.terms());
        table.row("onset taken from vaccination", summary.onsetFromVaccination());
        table.row("onset taken from receipt", summary.onsetFromReceipt());
        table.row("dates after receipt set aside", summary.datesAfterReceipt());
        table.row("events cut to 20 products", summary.productsCapped());
        table.row("events cut to 30 reactions", summary.reactionsCapped());
        table.row("events without a vaccine", summary.withoutVaccine());
        table.row("events without a reaction", summary.withoutReaction());
        table.row("unreadable optional values", summary.unreadableValues());
        table.row("rows that belong to no report", summary.rejectedRows());
        table.print(out);
        summary.firstRejections().forEach(rejection -> out.println("not taken: " + rejection));
        out.println("written to " + to);
    }
}
