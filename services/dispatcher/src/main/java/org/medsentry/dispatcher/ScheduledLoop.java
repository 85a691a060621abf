package org.medsentry.dispatcher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.medsentry.dispatcher.delivery.DeliveryLoop;
import org.medsentry.dispatcher.kafka.TriggerConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop on a thread of its own. A step that fails is told and ends no other. */
final class ScheduledLoop implements DeliveryLoop, TriggerConsumer.Loop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledLoop.class);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;

    ScheduledLoop(Clock clock) {
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(1, step -> {
            Thread loop = new Thread(step, "medsentry-dispatcher-loop");
            loop.setDaemon(true);
            return loop;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable step) {
        schedule(Duration.ZERO, step);
    }

    @Override
    public void schedule(Duration delay, Runnable step) {
        try {
            thread.schedule(() -> guarded(step), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed already");
        }
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            LOG.error("a step of the dispatcher failed", failed);
        }
    }

    @Override
    public <T> T call(Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        thread.execute(task);
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DispatcherException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new DispatcherException("a step of the dispatcher failed", failed.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
