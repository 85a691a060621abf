package org.medsentry.streaming;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.medsentry.streaming.alert.life.EscalationTimes;
import org.medsentry.streaming.alert.life.LifeSettings;
import org.medsentry.streaming.ingest.IngestWatermarks;
import org.medsentry.streaming.pattern.KeyedRulesSettings;

/**
 * What a job's graph depends on beside its sources and sinks.
 *
 * @param keyFile secret keys of pseudonyms and dead letters; null in a job that reads no input
 * @param outOfOrderness how far stream time stays behind the newest record
 * @param idleness wall-clock time after which a silent partition is set aside
 * @param allowedLateness records further behind stream time are kept in late-records
 * @param deduplicationRetention stream time in which the same record may come again
 * @param reportRetention stream time for which the versions of a report are told apart
 * @param signalRetention wall-clock time in which the same signal may come again
 * @param revisionInterval wall-clock time that further evidence of an alert may wait to be written; zero: every revision
 * @param life of alerts
 * @param exactMembers how many records of a key and counter are kept one by one; beyond, windows are estimated
 * @param mostPartialMatches how many half-matched patterns a rule may have at one key
 * @param cachedRecords how many records of counts and sequences stay unpacked in memory in front of RocksDB
 */
public record JobSettings(
        IngestWatermarks watermarks,
        DetectionClock clock,
        String keyFile,
        Duration outOfOrderness,
        Duration idleness,
        Duration allowedLateness,
        Duration deduplicationRetention,
        Duration reportRetention,
        Duration signalRetention,
        Duration revisionInterval,
        LifeSettings life,
        int exactMembers,
        int mostPartialMatches,
        int cachedRecords)
        implements Serializable {

    KeyedRulesSettings keyedRules() {
        return new KeyedRulesSettings(
                clock, deduplicationRetention, allowedLateness, exactMembers, mostPartialMatches, cachedRecords);
    }

    public static JobSettings live(Configuration configuration) {
        return of(
                configuration,
                IngestWatermarks.LIVE,
                DetectionClock.WALL,
                configuration.get(JobOptions.REVISION_INTERVAL));
    }

    /** Everything from the stream, so that the same files give the same output. */
    public static JobSettings backtest(Configuration configuration) {
        return of(configuration, IngestWatermarks.PER_RECORD, DetectionClock.STREAM, Duration.ZERO);
    }

    private static JobSettings of(
            Configuration configuration, IngestWatermarks watermarks, DetectionClock clock, Duration revisionInterval) {
        return new JobSettings(
                watermarks,
                clock,
                configuration.get(JobOptions.PRIVACY_KEY_FILE),
                configuration.get(JobOptions.OUT_OF_ORDERNESS),
                configuration.get(JobOptions.IDLENESS),
                configuration.get(JobOptions.ALLOWED_LATENESS),
                configuration.get(JobOptions.DEDUPLICATION_RETENTION),
                configuration.get(JobOptions.REPORT_RETENTION),
                configuration.get(JobOptions.SIGNAL_RETENTION),
                revisionInterval,
                life(configuration, clock),
                configuration.get(JobOptions.EXACT_MEMBERS),
                configuration.get(JobOptions.MOST_PARTIAL_MATCHES),
                configuration.get(JobOptions.CACHED_RECORDS));
    }

    private static LifeSettings life(Configuration configuration, DetectionClock clock) {
        return new LifeSettings(
                clock.isWall(),
                configuration.get(JobOptions.TRIGGER_LEVEL),
                new EscalationTimes(
                        configuration.get(JobOptions.ESCALATE_AFTER_I),
                        configuration.get(JobOptions.ESCALATE_AFTER_II),
                        configuration.get(JobOptions.ESCALATE_AFTER_III),
                        configuration.get(JobOptions.ESCALATE_AFTER_IV)),
                configuration.get(JobOptions.ALERT_MEMORY));
    }
}
