package org.medsentry.streaming.pattern;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.Firing;
import org.medsentry.rules.InForce;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;

/** What a {@link KeyedMatcher} may do at the current key. State and timers bear the name of the watch that they belong to. */
interface Matching {

    SubjectKey key();

    /** A handle that is good until the next one is asked for. */
    <S> ValueState<S> state(String watchId, ValueStateDescriptor<S> descriptor) throws Exception;

    /**
     * State of many entries, each read and written by itself. It is released with the rest only by the matcher itself.
     *
     * @return a handle that is good until the same one is asked for with another name
     */
    <K, V> MapState<K, V> map(String watchId, MapStateDescriptor<K, V> descriptor) throws Exception;

    void registerEventTimeTimer(String watchId, long time);

    /**
     * Sets an event-time timer that is due soon, which costs less. It cannot be taken back: who has changed its mind must not
     * care when it fires.
     */
    void registerShortTimer(String watchId, long time);

    /**
     * Has {@link KeyedMatcher#onEventTime} called some time after state has expired, which costs much less than a timer. It cannot be
     * taken back, and may come for what is no longer there.
     *
     * @param time stream time when it has expired
     * @param coarseness how much later it may come, in milliseconds
     * @return when it comes
     */
    long lookAfter(String watchId, long time, long coarseness);

    void deleteEventTimeTimer(String watchId, long time);

    void registerProcessingTimeTimer(String watchId, long time);

    void deleteProcessingTimeTimer(String watchId, long time);

    /** {@code Long.MIN_VALUE} before the first one; {@code Long.MAX_VALUE} at the end of bounded input, which is no time. */
    long watermark();

    long processingTime();

    /** Whether the wall clock means anything: not in a backtest. */
    boolean isLive();

    /** How long after stream time has passed it a record may still come and count, in milliseconds. */
    long allowedLateness();

    /** A region with its names; null for null. */
    RegionReference region(String code);

    /** How many half-matched patterns a rule may have at one key. */
    int mostPartialMatches();

    /** How many records of a key and counter are kept one by one; beyond, windows are estimated. */
    int exactMembers();

    /**
     * A rule fired.
     *
     * @param deciding the record that completed it
     * @param evidence what made it, in stream-time order; not empty
     */
    void signal(
            Firing firing,
            RecordIdentity deciding,
            List<Evidence> evidence,
            RegionReference region,
            Instant firstEventAt,
            Instant lastEventAt);

    /** A record came too late for this rule, which needs order. */
    void late(RoutedRecord routed, InForce rule);

    /** A rule was stopped from harming the others: operators are told. */
    void contained(InForce rule, RoutedRecord routed, String reason);

    /** How far back some rule looks at this state, in milliseconds. */
    long span(String watchId);

    /** The same record came again and changed nothing. */
    void duplicate();

    /** How many more (or fewer) half-matched patterns the rule has now. */
    void partialMatches(String ruleId, int change);
}
