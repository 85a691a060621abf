package org.medsentry.streaming.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves Elasticsearch alone for a while after a request has failed as a whole, longer each time, and lets a single request try first afterwards: an
 * outage neither floods the log nor meets a server that comes back with everything at once. For the task thread.
 */
final class OutageGate {
    private static final Logger LOG = LoggerFactory.getLogger(OutageGate.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);

    private final ProcessingTimeService time;
    private final BackOff backOff;
    private final RandomGenerator random;
    private final Runnable opened;

    private int failures;
    private long currentDelay;
    private boolean closed;
    private long failingSince;
    private long lastLogged;

    /** @param opened called on the task thread each time that a delay is over */
    OutageGate(ProcessingTimeService time, BackOff backOff, RandomGenerator random, Runnable opened) {
        this.time = time;
        this.backOff = backOff;
        this.random = random;
        this.opened = opened;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the last thing heard was a failure, so that one request at a time is enough. */
    boolean isInDoubt() {
        return failures > 0;
    }

    /** 0 if all is well. */
    long currentDelayMillis() {
        return currentDelay;
    }

    void failed(String what) {
        if (closed) {
            return; // one of several requests that were in flight together
        }
        long now = time.getCurrentProcessingTime();
        if (failures == 0) {
            failingSince = now;
        }
        failures++;
        currentDelay = backOff.delayMillis(failures, random);
        closed = true;
        time.registerTimer(now + currentDelay, timestamp -> {
            closed = false;
            opened.run();
        });
        log(what, now);
    }

    void succeeded() {
        if (failures > 0) {
            LOG.info(
                    "Elasticsearch answers again after {} s and {} failed requests",
                    (time.getCurrentProcessingTime() - failingSince) / 1000,
                    failures);
        }
        failures = 0;
        currentDelay = 0;
    }

    private void log(String what, long now) {
        if (failures > 1 && now - lastLogged < LOG_INTERVAL.toMillis()) {
            return;
        }
        lastLogged = now;
        LOG.warn(
                "Elasticsearch does not take requests: {}. Nothing is lost: trying again, next in {} ms; failing for {} s, {} failures",
                what,
                currentDelay,
                (now - failingSince) / 1000,
                failures);
    }
}
