package org.medsentry.local.backtest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsentry.schemas.document.Alert;

/**
 * Every revision of every alert, and where the last revision of each lies. An alert with much evidence is large and there
 * are many revisions, so only places are kept in memory: about 200 bytes an alert.
 */
final class AlertRevisionFile extends DocumentFile<Alert> {

    private record LastRevision(RuleLevel ruleLevel, long offset, int bytes) {}

    private final Map<String, LastRevision> lastRevisions = new LinkedHashMap<>();

    AlertRevisionFile(Path path) throws IOException {
        super(path);
    }

    @Override
    void written(Alert alert, long offset, int bytes) {
        lastRevisions.put(
                alert.alertId(), new LastRevision(new RuleLevel(alert.ruleId(), alert.level()), offset, bytes));
    }

    /** Alerts by rule and the level they reached. */
    SortedMap<RuleLevel, Long> counts() {
        SortedMap<RuleLevel, Long> counts = new TreeMap<>();
        lastRevisions.values().forEach(last -> counts.merge(last.ruleLevel(), 1L, Long::sum));
        return counts;
    }

    /** Copies the last revision of each alert, in the order in which the alerts were opened. Call after {@link #close}. */
    void writeLastRevisions(Path to) throws IOException {
        try (RandomAccessFile revisions = new RandomAccessFile(path().toFile(), "r");
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            byte[] revision = new byte[64 * 1024];
            for (LastRevision last : lastRevisions.values()) {
                if (revision.length < last.bytes()) {
                    revision = new byte[last.bytes() * 2];
                }
                revisions.seek(last.offset());
                revisions.readFully(revision, 0, last.bytes());
                out.write(revision, 0, last.bytes());
            }
        }
    }
}
