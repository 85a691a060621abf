package org.medsentry.gateway.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.medsentry.gateway.reception.RefusalReason;

/** The body as it comes over the wire, held to its size and to a decent speed. Only time spent on waiting for the sender counts. */
final class TransferredBody extends FilterInputStream {
    private final BodyLimits limits;
    private final LongConsumer transferred;
    private final LongSupplier nanoTime;
    private long bytes;
    private long waitedNanos;

    /** @param nanoTime as {@link System#nanoTime} */
    TransferredBody(InputStream in, BodyLimits limits, LongConsumer transferred, LongSupplier nanoTime) {
        super(in);
        this.limits = limits;
        this.transferred = transferred;
        this.nanoTime = nanoTime;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long begun = nanoTime.getAsLong();
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (IOException failed) {
            // Jetty's idle timeout; anything else is a sender who has gone.
            throw failed.getCause() instanceof TimeoutException ? tooSlow() : failed;
        }
        waitedNanos += nanoTime.getAsLong() - begun;
        if (count > 0) {
            bytes += count;
            transferred.accept(bytes);
            checkLimits();
        }
        return count;
    }

    private void checkLimits() throws BodyException {
        if (bytes > limits.transferredBytes()) {
            throw new BodyException(
                    RefusalReason.BODY_TOO_LARGE, "the body has more than " + limits.transferredBytes() + " bytes");
        }
        long afterGrace = waitedNanos - BodyLimits.GRACE.toNanos();
        if (waitedNanos > limits.time().toNanos()
                || afterGrace > 0 && bytes < limits.bytesPerSecond() * (afterGrace / 1e9)) {
            throw tooSlow();
        }
    }

    private static BodyException tooSlow() {
        return new BodyException(RefusalReason.BODY_TOO_SLOW, "the body comes too slowly");
    }
}
