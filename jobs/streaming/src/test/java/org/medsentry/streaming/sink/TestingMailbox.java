package org.medsentry.streaming.sink;

import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** A mailbox on the test's own thread. Waiting on an empty one lets the test make something happen instead. */
final class TestingMailbox implements MailboxExecutor {
    private final Queue<ThrowingRunnable<? extends Exception>> mails = new ArrayDeque<>();
    private final Queue<Runnable> whenIdle = new ArrayDeque<>();

    @Override
    public void execute(
            MailOptions options, ThrowingRunnable<? extends Exception> command, String format, Object... arguments) {
        mails.add(command);
    }

    /** What happens in the world when the task thread next waits with nothing to do. */
    void whenIdle(Runnable event) {
        whenIdle.add(event);
    }

    void runAll() {
        while (tryYield()) {
            // goes on with the next
        }
    }

    @Override
    public void yield() {
        while (mails.isEmpty()) {
            if (whenIdle.isEmpty()) {
                throw new AssertionError("the task thread would wait for ever");
            }
            whenIdle.remove().run();
        }
        tryYield();
    }

    @Override
    public boolean tryYield() {
        ThrowingRunnable<? extends Exception> mail = mails.poll();
        if (mail == null) {
            return false;
        }
        try {
            mail.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException(e);
        }
        return true;
    }

    @Override
    public boolean shouldInterrupt() {
        return false;
    }
}
