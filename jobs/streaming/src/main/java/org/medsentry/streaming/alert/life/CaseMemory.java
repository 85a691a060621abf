package org.medsentry.streaming.alert.life;

import java.time.Instant;
import java.util.Map;

/** What is remembered of one case: Flink's state in the job, maps in tests. Alerts are named by their alert key. */
public interface CaseMemory {

    /** Null if none is open. */
    OpenAlert open(String alertKey) throws Exception;

    void keep(String alertKey, OpenAlert open) throws Exception;

    /** The last one that was closed; null if none is remembered. */
    ClosedAlert closed(String alertKey) throws Exception;

    /** In place of the open one, which is no member any more. */
    void close(String alertKey, ClosedAlert closed) throws Exception;

    /** All open alerts of the case. */
    Map<String, CaseMember> members() throws Exception;

    void keepMember(String alertKey, CaseMember member) throws Exception;

    boolean wasAnswered(String actionId) throws Exception;

    void answered(String actionId, Instant now) throws Exception;

    /** Actions on this rule and key whose alert is not there yet; null if there are none. */
    WaitingActions waiting(String alertKey) throws Exception;

    /** Asks for {@link CaseLife#actWaiting} when they have waited long enough; null forgets them. */
    void keepWaiting(String alertKey, WaitingActions waiting) throws Exception;

    /** Asks for {@link CaseLife#wake} at a time in place of the one before; either may be null. */
    void wake(String alertKey, Instant before, Instant at) throws Exception;
}
