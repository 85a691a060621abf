package org.medsentry.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsentry.gateway.icsr.IcsrContext;
import org.medsentry.gateway.icsr.IcsrException;
import org.medsentry.local.icsr.IcsrImport;
import org.medsentry.schemas.codec.DefaultZone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Safety reports as companies and regulators exchange them. */
@Command(
        name = "icsr",
        mixinStandardHelpOptions = true,
        description =
                "Turn ICH E2B(R3) messages (XML, gzip or not) into adverse-reactions.jsonl. A report that cannot be"
                        + " turned is a line of dead-letters.jsonl.")
final class ImportIcsrCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--source", required = true, paramLabel = "NAME", description = "The network that sends them.")
    private String source;

    @Option(
            names = "--region",
            required = true,
            paramLabel = "CODE",
            description = "Where the cases were reported, 6 digits: E2B(R3) does not say.")
    private String region;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path to;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Reports; follow-ups after what they follow.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        try {
            IcsrImport.Summary summary =
                    IcsrImport.run(files, to, new IcsrContext(source, region, DefaultZone.SHANGHAI));
            TextTable table = new TextTable("WHAT", ">COUNT");
            table.row("files", summary.files());
            table.row("reports", summary.reports());
            table.row("dead letters", summary.deadLetters());
            table.row("notes", summary.notes());
            table.print(spec.commandLine().getOut());
            spec.commandLine().getOut().println("written to " + to);
            return 0;
        } catch (IcsrException unusable) {
            throw new CommandException(unusable.getMessage(), unusable);
        }
    }
}
