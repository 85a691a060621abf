package org.medsentry.streaming.pattern;

import java.util.List;
import org.medsentry.rules.count.CountEntry;
import org.medsentry.rules.count.CountLog;
import org.medsentry.rules.count.SegmentStore;

/** The log of a counter at the current key, with what it has set aside. */
record StoredLog(CountLog log, SegmentStore segments) {

    CountEntry known(long id) {
        return log.known(id, segments);
    }

    private CountLog reaching(long first, long last) {
        return log.reaching(first, last, segments);
    }

    /** The record as the first log has it that knows it; null if none does. */
    static CountEntry known(List<StoredLog> logs, long id) {
        for (StoredLog log : logs) {
            CountEntry known = log.known(id);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /**
     * All records between these times, and perhaps others.
     *
     * @param logs not empty; of a record that is in several the first counts
     */
    static CountLog reaching(List<StoredLog> logs, long first, long last) {
        CountLog all = logs.get(0).reaching(first, last);
        for (int next = 1; next < logs.size(); next++) {
            List<StoredLog> newer = logs.subList(0, next);
            all = all.with(logs.get(next).reaching(first, last), id -> known(newer, id) != null);
        }
        return all;
    }
}
