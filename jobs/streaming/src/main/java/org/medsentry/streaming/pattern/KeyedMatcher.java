package org.medsentry.streaming.pattern;

import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.medsentry.rules.Hit;
import org.medsentry.rules.InForce;

/** Judges the rules of one kind behind the shuffle, at the current key. It holds nothing of a key in itself. */
interface KeyedMatcher {

    /** @param rules those that this hit concerns; not empty */
    void hit(RoutedRecord routed, Hit hit, List<InForce> rules) throws Exception;

    /**
     * An earlier version of the record counts no longer.
     *
     * @param rules those that listen now; empty where all are paused
     */
    default void withdraw(RoutedRecord routed, Hit withdrawal, List<InForce> rules) throws Exception {
        // kinds that do not count have nothing to take back
    }

    /** @param rules those that listen now; empty where all are paused */
    void onEventTime(String watchId, long time, List<InForce> rules) throws Exception;

    default void onProcessingTime(String watchId, long time, List<InForce> rules) throws Exception {
        // most kinds go by stream time alone
    }

    /** No rule needs this state any longer: clear it and its timers. */
    void release(String watchId) throws Exception;

    /** Whether operators are told how many patterns are half-matched, so that it must be counted anew after a restore. */
    default boolean countsPartialMatches() {
        return false;
    }

    /** State of the current key has been restored; only where {@link #countsPartialMatches()}. */
    default void restored(String watchId, String ruleId) throws Exception {
        // nothing to count
    }

    /** Names the state, so that every key that has some can be found. */
    ValueStateDescriptor<?> descriptor();
}
