package org.medsentry.gateway.body;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.medsentry.gateway.reception.RefusalReason;

/** The body in plain, held to its size and, where it was compressed, to a sane ratio: a few bytes must not become gigabytes. */
final class InflatedBody extends FilterInputStream {
    private static final long SMALL = 1 << 20;
    private static final int BUFFER_BYTES = 16 << 10;

    private final TransferredBody transferred;
    private final BodyLimits limits;
    private long bytes;

    private InflatedBody(InputStream in, TransferredBody transferred, BodyLimits limits) {
        super(in);
        this.transferred = transferred;
        this.limits = limits;
    }

    static InflatedBody plain(TransferredBody transferred, BodyLimits limits) {
        return new InflatedBody(transferred, transferred, limits);
    }

    static InflatedBody gzip(TransferredBody transferred, BodyLimits limits) throws IOException {
        try {
            return new InflatedBody(new GZIPInputStream(transferred, BUFFER_BYTES), transferred, limits);
        } catch (ZipException | EOFException noGzip) {
            throw unreadable();
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(target, offset, length);
        } catch (ZipException broken) {
            throw unreadable();
        } catch (EOFException cut) {
            if (in instanceof GZIPInputStream) {
                throw unreadable();
            }
            throw cut;
        }
        if (count > 0) {
            bytes += count;
            if (bytes > limits.inflatedBytes() || bytes > SMALL && bytes / limits.inflation() > transferred.bytes()) {
                throw new BodyException(
                        RefusalReason.BODY_TOO_LARGE,
                        "the decompressed body is larger than " + limits.inflatedBytes() + " bytes, or more than "
                                + limits.inflation() + " times as large as the compressed one");
            }
        }
        return count;
    }

    private static BodyException unreadable() {
        return new BodyException(
                RefusalReason.BODY_UNREADABLE, "the body is not the gzip data that Content-Encoding announces");
    }
}
