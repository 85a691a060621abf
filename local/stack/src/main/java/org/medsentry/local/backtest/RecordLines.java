package org.medsentry.local.backtest;

import java.io.IOException;
import java.time.Instant;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.streaming.ingest.Ingested;
import org.medsentry.streaming.ingest.RawRecord;
import org.medsentry.streaming.ingest.RecordIngest;

/**
 * The lines of a file as the records of a stream, ingested inside the source as live ones are.
 *
 * @param file null for a stream without a file, which has ended before it began
 * @param receivedAt stands for the broker's clock, which no record may be far ahead of; the same for all, or two lines alike
 *     could fare differently
 */
record RecordLines<T extends StreamRecord>(
        InputFile file, RecordIngest<T> ingest, Instant receivedAt, SharedReference<StreamTally> tally)
        implements OrderedSource.Opening<Ingested<T>> {

    @Override
    public Cursor<Ingested<T>> open() throws IOException {
        if (file == null) {
            return () -> null;
        }
        ingest.open();
        return new Lines<>(this, tally.get());
    }

    private static final class Lines<T extends StreamRecord> implements Cursor<Ingested<T>> {

        private final RecordLines<T> origin;
        private final StreamTally tally;
        private final String fileName;
        private final LineReader lines;
        /** Stream time so far: about when a live broker would have taken the next record. */
        private Instant streamTime = Instant.EPOCH;

        Lines(RecordLines<T> origin, StreamTally tally) throws IOException {
            this.origin = origin;
            this.tally = tally;
            this.fileName = origin.file.name();
            this.lines = origin.file.open(tally::addBytes);
        }

        @Override
        public Ingested<T> next() throws IOException {
            byte[] line = read();
            if (line == null) {
                return null;
            }
            Ingested<T> ingested =
                    origin.ingest.ingest(new RawRecord(line, fileName, 0, lines.lineNumber(), origin.receivedAt));
            if (ingested.deadLetter() != null) {
                tally.addDead(ingested.deadLetter().reason());
                return Ingested.bad(RepeatableDeadLetter.of(ingested.deadLetter(), streamTime));
            }
            tally.addGood();
            Instant time = ingested.record().streamTime();
            streamTime = time.isAfter(streamTime) ? time : streamTime;
            return ingested;
        }

        private byte[] read() throws IOException {
            try {
                return lines.next();
            } catch (IOException broken) {
                // Without a cause: what lies deepest in a failure is what the user reads, and it should name the file.
                throw new IOException(
                        "cannot read " + fileName + " behind line " + lines.lineNumber() + ": " + broken.getMessage());
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
