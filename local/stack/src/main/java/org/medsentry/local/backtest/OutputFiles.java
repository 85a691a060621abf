package org.medsentry.local.backtest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.streaming.reference.ControlCheck;

/**
 * The files of a backtest. They are written aside and appear all together at the end: a run that fails leaves an older
 * result untouched. Each stream writes files of its own, which are put one behind the other, so that no file depends on
 * which stream was faster.
 */
final class OutputFiles implements AutoCloseable {

    static final String SIGNALS = "signals.jsonl";
    static final String ALERTS = "alerts.jsonl";
    static final String ALERT_REVISIONS = "alert-revisions.jsonl";
    static final String DEAD_LETTERS = "dead-letters.jsonl";
    static final String LATE_RECORDS = "late-records.jsonl";
    static final String SUMMARY = "summary.json";

    private static final List<String> ALL =
            List.of(SIGNALS, ALERTS, ALERT_REVISIONS, DEAD_LETTERS, LATE_RECORDS, SUMMARY);

    private final Path out;
    private final Path unfinished;
    private final Thread cleaner;
    private final SignalFile signals;
    private final AlertRevisionFile alertRevisions;
    private final DocumentFile<DeadLetter> referenceDeadLetters;
    private final Map<Stream, DocumentFile<DeadLetter>> deadLetters = new EnumMap<>(Stream.class);
    private final Map<Stream, DocumentFile<LateRecord>> lateRecords = new EnumMap<>(Stream.class);
    private final Map<String, DocumentFile<LateRecord>> lateForRules = new LinkedHashMap<>();

    /** @throws IOException if the directory cannot be written */
    OutputFiles(Path out) throws IOException {
        this.out = out;
        Files.createDirectories(out);
        this.unfinished = Files.createTempDirectory(out, ".unfinished-");
        this.cleaner = new Thread(this::deleteUnfinished, "backtest-cleaner");
        Runtime.getRuntime().addShutdownHook(cleaner);
        this.signals = new SignalFile(unfinished.resolve(SIGNALS));
        this.alertRevisions = new AlertRevisionFile(unfinished.resolve(ALERT_REVISIONS));
        this.referenceDeadLetters = new DocumentFile<>(unfinished.resolve("reference." + DEAD_LETTERS));
        for (Stream stream : Stream.values()) {
            deadLetters.put(stream, new DocumentFile<>(unfinished.resolve(stream.id() + "." + DEAD_LETTERS)));
            lateRecords.put(stream, new DocumentFile<>(unfinished.resolve(stream.id() + "." + LATE_RECORDS)));
        }
        for (String job : BacktestGraph.JOBS) {
            lateForRules.put(job, new DocumentFile<>(unfinished.resolve(job + ".rules." + LATE_RECORDS)));
        }
    }

    /** A place for a file that goes when the run ends. */
    Path scratch(String name) {
        return unfinished.resolve(name);
    }

    SignalFile signals() {
        return signals;
    }

    AlertRevisionFile alertRevisions() {
        return alertRevisions;
    }

    DocumentFile<DeadLetter> referenceDeadLetters() {
        return referenceDeadLetters;
    }

    DocumentFile<LateRecord> lateRecords(Stream stream) {
        return lateRecords.get(stream);
    }

    /** Records that came too late for some rule of this job. */
    DocumentFile<LateRecord> lateForRules(String job) {
        return lateForRules.get(job);
    }

    long lateRecords() {
        return lateFiles().stream().mapToLong(DocumentFile::count).sum();
    }

    void write(DeadLetter deadLetter) throws IOException {
        if (deadLetter.stream().equals(ControlCheck.STREAM)) {
            referenceDeadLetters.append(RepeatableDeadLetter.of(deadLetter, deadLetter.receivedAt()));
        } else {
            deadLetters.get(Stream.of(deadLetter.stream())).append(deadLetter);
        }
    }

    /** Closes what the job wrote; afterwards counts are final. */
    void finish() throws IOException {
        closeAll();
        concatenate(DEAD_LETTERS, deadLetterFiles());
        concatenate(LATE_RECORDS, lateFiles());
        alertRevisions.writeLastRevisions(unfinished.resolve(ALERTS));
    }

    /** Lets everything appear under its name. */
    void publish(byte[] summary) throws IOException {
        Files.write(unfinished.resolve(SUMMARY), summary);
        for (String name : ALL) {
            Files.move(unfinished.resolve(name), out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<DocumentFile<?>> deadLetterFiles() {
        List<DocumentFile<?>> files = new ArrayList<>(deadLetters.values());
        files.add(0, referenceDeadLetters);
        return files;
    }

    private List<DocumentFile<LateRecord>> lateFiles() {
        List<DocumentFile<LateRecord>> files = new ArrayList<>(lateRecords.values());
        files.addAll(lateForRules.values());
        return files;
    }

    private void concatenate(String name, List<? extends DocumentFile<?>> parts) throws IOException {
        try (OutputStream whole = Files.newOutputStream(unfinished.resolve(name))) {
            for (DocumentFile<?> part : parts) {
                Files.copy(part.path(), whole);
            }
        }
    }

    private void closeAll() throws IOException {
        signals.close();
        alertRevisions.close();
        for (DocumentFile<?> file : deadLetterFiles()) {
            file.close();
        }
        for (DocumentFile<?> file : lateFiles()) {
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closeAll();
        } finally {
            deleteUnfinished();
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            } catch (IllegalStateException shuttingDown) {
                // Then it runs once more and finds nothing.
            }
        }
    }

    private void deleteUnfinished() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(unfinished);
        } catch (IOException gone) {
            // Nothing is left to do; the directory's name says what it is.
        }
    }
}
