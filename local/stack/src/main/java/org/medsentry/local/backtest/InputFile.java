package org.medsentry.local.backtest;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A file of JSON lines, gzip or not.
 *
 * @param location where it lies; text, because a path cannot travel with a job
 */
record InputFile(String location) implements Serializable {

    private static final String EXTENSION = ".jsonl";
    private static final String COMPRESSED_EXTENSION = ".jsonl.gz";
    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * The file of this stream or topic, if there is one.
     *
     * @throws BacktestException if there are two, so that nobody has to guess which one was read
     */
    static Optional<InputFile> find(Path directory, String id) {
        Path plain = directory.resolve(id + EXTENSION);
        Path compressed = directory.resolve(id + COMPRESSED_EXTENSION);
        if (Files.isRegularFile(plain) && Files.isRegularFile(compressed)) {
            throw new BacktestException("both " + plain + " and " + compressed.getFileName() + " exist: keep one");
        }
        if (Files.isRegularFile(plain)) {
            return Optional.of(new InputFile(plain.toString()));
        }
        return Files.isRegularFile(compressed) ? Optional.of(new InputFile(compressed.toString())) : Optional.empty();
    }

    /** The name without its directory, so that output does not depend on where the input lies. */
    String name() {
        return Path.of(location).getFileName().toString();
    }

    long size() {
        try {
            return Files.size(Path.of(location));
        } catch (IOException unreadable) {
            throw new BacktestException("cannot read " + location, unreadable);
        }
    }

    /** @param bytesRead told of the bytes as they lie on the disk */
    LineReader open(LongConsumer bytesRead) throws IOException {
        InputStream raw = new CountedStream(Files.newInputStream(Path.of(location)), bytesRead);
        try {
            return new LineReader(
                    location.endsWith(COMPRESSED_EXTENSION)
                            ? new GZIPInputStream(new BufferedInputStream(raw, BUFFER_BYTES), BUFFER_BYTES)
                            : raw);
        } catch (IOException noGzip) {
            raw.close();
            throw noGzip;
        }
    }

    /** Says how much of the file was read. */
    private static final class CountedStream extends FilterInputStream {

        private final LongConsumer bytesRead;

        CountedStream(InputStream in, LongConsumer bytesRead) {
            super(in);
            this.bytesRead = bytesRead;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                bytesRead.accept(1);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                bytesRead.accept(count);
            }
            return count;
        }
    }
}
