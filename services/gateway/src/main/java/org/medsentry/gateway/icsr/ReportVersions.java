package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells follow-ups apart that bear the same times. The times of a report make its version, so a report sent again is the same
 * version and a report that overtakes its follow-up stays the lower one. But some senders (FDA's own samples among them)
 * change a report and leave C.1.2 and C.1.5 as they were: its version would be that of the former one, and the change would be
 * taken for a duplicate. Such a report gets the next free version here, in the order in which the reports come.
 *
 * <p>It remembers the reports it met last, in memory. After a restart, or on another gateway, a change under unchanged
 * times is a duplicate. Thread-safe.
 */
public final class ReportVersions {
    private static final int REMEMBERED_REPORTS = 100_000;

    private final Map<String, Map<Integer, byte[]>> reports = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, byte[]>> eldest) {
            return size() > REMEMBERED_REPORTS;
        }
    };

    /** Raises {@code version} where another content bears it. */
    public synchronized void settle(ObjectNode record) {
        int version = record.get("version").intValue();
        ObjectNode content = record.deepCopy();
        content.remove("version");
        byte[] digest = StableText.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
        String report =
                record.get("source").textValue() + '\n' + record.get("eventId").textValue();
        Map<Integer, byte[]> versions = reports.computeIfAbsent(report, key -> new HashMap<>(2));
        byte[] taken = versions.get(version);
        while (taken != null && !Arrays.equals(taken, digest)) {
            version++;
            taken = versions.get(version);
        }
        versions.put(version, digest);
        record.put("version", version);
    }
}
