package org.medsentry.bench.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.medsentry.bench.CorePinning;
import org.medsentry.bench.ParentWatch;
import org.medsentry.bench.StateKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One measured process: the contender for a while and on all cores, so that the JIT has seen it, then, once it is at rest, on one core and
 * with the clock.
 * Prints one line {@code result ...}; or, when asked for the size of its state, {@code state BYTES}.
 */
@Command(name = "rules-run")
final class RulesRun implements Callable<Integer> {

    @Option(names = "--contender", required = true)
    private String contender;

    @Option(names = "--workload", required = true)
    private Workload workload;

    @Option(names = "--state", required = true)
    private StateKind state;

    @Option(names = "--directory", required = true)
    private Path directory;

    @Option(names = "--checkpoint-interval", required = true)
    private Duration checkpointInterval;

    @Option(names = "--warm-up")
    private Duration warmUp = Duration.ZERO;

    @Option(names = "--time")
    private Duration time = Duration.ofSeconds(10);

    @Option(names = "--state-after", description = "purchases; instead of measuring time")
    private long stateAfter;

    @Option(names = "--cores", required = true, description = "Where the measured part runs.")
    private String cores;

    @Option(names = "--source-apart")
    private boolean sourceApart;

    private RulesRun() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new RulesRun()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        ParentWatch.start();
        Contender named = Contender.named(contender);
        FlinkRun flink = new FlinkRun(state, sourceApart, directory, checkpointInterval);
        if (stateAfter > 0) {
            long bytes = flink.stateBytes((Contender.OnFlink) named, workload, stateAfter);
            ParentWatch.finish();
            System.out.println("state " + bytes);
            return 0;
        }
        ContenderRun run = new ContenderRun(named, workload, flink);
        RulesResult result = run.measure(PurchaseBudget.ofTime(warmUp, time, CorePinning.of(cores)));
        ParentWatch.finish();
        System.out.println("result " + result.line());
        return 0;
    }
}
