package org.medsentry.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.medsentry.local.simulator.SimulationSettings;
import org.medsentry.local.simulator.Simulator;
import org.medsentry.local.stack.GatewaySender;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole system at work on a simulated month, with an account of it at the end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Run the stack and feed it a simulated month, compressed into minutes; then say what came of it and"
                        + " whether that is what was hidden in the month. Every demo begins anew.")
final class DemoCommand implements Callable<Integer> {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration MOST_DRAINING = Duration.ofMinutes(3);
    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final double SENDING_SHARE = 0.8;
    private static final double MOST_MINUTES = 24 * 60;
    private static final String MARKER = "demo";

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackOptions options;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long it takes: the month is sent in four fifths of it. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--stay", description = "Keep everything running after the account, until Ctrl-C.")
    private boolean stay;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes must be more than 0 and at most " + (int) MOST_MINUTES);
        }
        PrintWriter out = spec.commandLine().getOut();
        StackDirectory directory = StackDirectory.open(options.data.ofDemo());
        prepare(directory);
        StopSignal stop = StopSignal.listen(out);
        try (LocalStack stack = options.start(directory, out, DemoGuide::stories);
                StackObserver observer = new StackObserver(stack)) {
            int code = run(stack, observer, stop, out) ? 0 : Medsentry.FAILED;
            if (stay && !stop.isRequested()) {
                out.println("still running, the console with it; Ctrl-C ends it");
                stop.await(FOR_EVER);
            }
            return code;
        }
    }

    /** A demo may throw away what an earlier demo left, and nothing else. */
    private static void prepare(StackDirectory directory) throws IOException {
        Path marker = directory.root().resolve(MARKER);
        if (directory.holdsRecords() && !Files.exists(marker)) {
            directory.close();
            throw new CommandException(
                    directory.root() + " holds the records of a stack, not of a demo; name another --data");
        }
        directory.clear();
        Files.writeString(marker, "A demo may delete what is in this folder.\n");
    }

    private boolean run(LocalStack stack, StackObserver observer, StopSignal stop, PrintWriter out)
            throws InterruptedException {
        SimulationSettings month = SimulationSettings.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Simulator simulator = new Simulator(month);
        Duration sending = Duration.ofMillis(
                (long) (minutes * SENDING_SHARE * Duration.ofMinutes(1).toMillis()));
        out.println("sending " + month.days() + " days in " + sending.toSeconds() + " s; Ctrl-C stops early");
        awaitGateway(stack);
        StatusLine status = new StatusLine(out);
        TriggerPrinter triggers = new TriggerPrinter(status);
        stack.dispatch().onReceived(triggers::received);
        GatewaySender gateway = new GatewaySender(stack.gateway());
        boolean complete;
        try (Feeder feeder = Feeder.start(
                simulator,
                stack.kafka(),
                gateway,
                month.start(),
                Duration.between(month.start(), month.end()),
                sending)) {
            while (!feeder.hasEnded() && !stop.await(TICK)) {
                status.show(observer.snapshot());
            }
            feeder.close();
            complete = feeder.isComplete();
        }
        status.end();
        out.println(
                complete
                        ? "all sent; waiting until all has gone through"
                        : "waiting until what was sent has gone through");
        boolean drained = observer.awaitDrained(MOST_DRAINING, () -> false);
        out.println(triggers.summary());
        DemoAccount account = new DemoAccount(stack, observer, gateway, complete ? simulator.truth() : null);
        if (!drained) {
            account.complain("not all has gone through within " + MOST_DRAINING.toMinutes() + " minutes");
        }
        return account.print(out);
    }

    private static void awaitGateway(LocalStack stack) throws InterruptedException {
        long deadline = System.nanoTime() + MOST_DRAINING.toNanos();
        while (!stack.gateway().isReady()) {
            if (System.nanoTime() > deadline) {
                throw new CommandException("the gateway does not find Kafka");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
