package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The whole system, waiting for records. */
@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        description =
                "Run Kafka, Elasticsearch and all jobs until Ctrl-C. On the same data folder the jobs go on where they"
                        + " were stopped.")
final class StackCommand implements Callable<Integer> {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackOptions options;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StackDirectory directory = StackDirectory.open(options.data.ofStack());
        StopSignal stop = StopSignal.listen(out);
        StatusLine status = new StatusLine(out);
        try (LocalStack stack = options.start(directory, out);
                StackObserver observer = new StackObserver(stack)) {
            stack.dispatch().onReceived(new TriggerPrinter(status)::received);
            out.println("ready; Ctrl-C stops");
            while (!stop.await(TICK)) {
                requireRunning(observer);
                status.show(observer.snapshot());
            }
            status.end();
        }
        out.println("stopped; the next start goes on from here");
        return 0;
    }

    private static void requireRunning(StackObserver observer) {
        for (JobCluster.JobState state : observer.jobs()) {
            if (state.status().isGloballyTerminalState()) {
                throw new CommandException(
                        state.job().jobName() + " has ended (" + state.status() + "); the log says why");
            }
        }
    }
}
