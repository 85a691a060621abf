package org.medsentry.console.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.index.IndexNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How streams and jobs fare, as far as Kafka, Flink and Elasticsearch say; what nobody says is null, not 0. */
public final class DataFigures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataFigures.class);
    private static final Duration SILENT_AFTER = Duration.ofHours(1);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    /** Asking a Kafka that is away takes seconds; nobody is to wait for that each time. */
    private static final long WAIT_NANOS = Duration.ofSeconds(25).toNanos();

    private static final Map<Stream, String> JOBS = Map.of(
            Stream.PURCHASE_REGISTRATIONS, "medsentry purchases",
            Stream.ADVERSE_REACTIONS, "medsentry reactions",
            Stream.ONLINE_SALES, "medsentry online sales");

    private final TopicFigures topics;
    private final Optional<FlinkJobs> flink;
    private final SearchIndex index;
    private final Clock clock;
    private Map<Stream, TopicFigures.Figures> known = Map.of();
    private long read;
    private List<FlinkJobs.Job> knownJobs = List.of();
    private long jobsRead;

    /**
     * How a stream fares, for the overview.
     *
     * @param sources those that the job has read since it started
     */
    public record StreamState(
            String stream, String state, Instant lastRecordAt, Long recordsLastHour, List<SourceState> sources) {}

    /** How a network's feed fares. */
    public record SourceState(String source, String state, Instant lastRecordAt) {}

    /** Figures of a stream. */
    public record StreamFigures(
            String stream,
            Double recordsPerSecond,
            Long accepted,
            Long deadLetters,
            Long late,
            Long consumerLag,
            Long watermarkDelayMilliseconds) {}

    /** Figures of a job. */
    public record JobFigures(
            String name, String state, Long uptimeMilliseconds, Long restarts, Instant lastCheckpointAt) {}

    public DataFigures(KafkaCluster cluster, String groupPrefix, Optional<URI> flink, SearchIndex index, Clock clock) {
        this.topics = new TopicFigures(cluster, groupPrefix, clock);
        this.flink = flink.map(address -> new FlinkJobs(address, clock));
        this.index = index;
        this.clock = clock;
        this.read = System.nanoTime() - FRESH_NANOS;
        this.jobsRead = read;
    }

    /** Alive, silent for an hour, or not known. */
    public List<StreamState> streams() {
        Map<Stream, TopicFigures.Figures> figures = topics();
        Map<String, FlinkJobs.Job> byName = byName(recentJobs());
        List<StreamState> states = new ArrayList<>();
        for (Stream stream : Stream.values()) {
            TopicFigures.Figures one = figures.get(stream);
            List<SourceState> sources = sources(byName.get(JOBS.get(stream)));
            states.add(
                    one == null
                            ? new StreamState(stream.id(), "UNKNOWN", null, null, sources)
                            : new StreamState(
                                    stream.id(),
                                    one.recordsLastHour() > 0 ? "ALIVE" : "SILENT",
                                    one.lastRecordAt(),
                                    one.recordsLastHour(),
                                    sources));
        }
        return states;
    }

    private List<SourceState> sources(FlinkJobs.Job job) {
        if (job == null) {
            return List.of();
        }
        Instant silentBefore = clock.instant().minus(SILENT_AFTER);
        return job.feeds().entrySet().stream()
                .map(feed -> new SourceState(
                        feed.getKey(), feed.getValue().isBefore(silentBefore) ? "SILENT" : "ALIVE", feed.getValue()))
                .toList();
    }

    private static Map<String, FlinkJobs.Job> byName(List<FlinkJobs.Job> jobs) {
        return jobs.stream().collect(Collectors.toMap(FlinkJobs.Job::name, Function.identity(), DataFigures::running));
    }

    /** Everything. */
    public Map<String, Object> all() {
        List<FlinkJobs.Job> jobs = jobs();
        Map<String, FlinkJobs.Job> byName = byName(jobs);
        Map<Stream, TopicFigures.Figures> figures = topics();
        Map<String, Long> dead = deadLetters();
        List<StreamFigures> streams = new ArrayList<>();
        for (Stream stream : Stream.values()) {
            TopicFigures.Figures topic = figures.get(stream);
            FlinkJobs.Job job = byName.get(JOBS.get(stream));
            streams.add(new StreamFigures(
                    stream.id(),
                    topic == null ? null : topic.recordsPerSecond(),
                    job == null ? null : job.records(),
                    dead == null ? null : dead.getOrDefault(stream.id(), 0L),
                    job == null ? null : job.late(),
                    topic == null ? null : topic.lag(),
                    job == null ? null : job.watermarkDelayMilliseconds()));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("streams", streams);
        all.put(
                "jobs",
                jobs.stream()
                        .map(job -> new JobFigures(
                                job.name(),
                                job.state(),
                                job.uptimeMilliseconds(),
                                job.restarts(),
                                job.lastCheckpointAt()))
                        .toList());
        return all;
    }

    /** Flink lists ended jobs as well. */
    private static FlinkJobs.Job running(FlinkJobs.Job one, FlinkJobs.Job other) {
        return one.state().equals("RUNNING") ? one : other;
    }

    /** Not asked for anew by everybody who looks at the overview. */
    private synchronized List<FlinkJobs.Job> recentJobs() {
        if (System.nanoTime() - jobsRead >= FRESH_NANOS) {
            jobs();
        }
        return knownJobs;
    }

    private synchronized List<FlinkJobs.Job> jobs() {
        knownJobs = askJobs();
        jobsRead = System.nanoTime();
        return knownJobs;
    }

    private List<FlinkJobs.Job> askJobs() {
        if (flink.isEmpty()) {
            return List.of();
        }
        try {
            return flink.get().read();
        } catch (IOException away) {
            LOG.debug("no figures of jobs: {}", away.toString());
            return List.of();
        }
    }

    private synchronized Map<Stream, TopicFigures.Figures> topics() {
        if (System.nanoTime() - read < FRESH_NANOS) {
            return known;
        }
        Map<Stream, TopicFigures.Figures> figures = new HashMap<>();
        try {
            for (Stream stream : Stream.values()) {
                figures.put(stream, topics.read(stream));
            }
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            LOG.debug("no figures of topics: {}", away.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        known = figures;
        read = System.nanoTime() + (figures.size() < Stream.values().length ? WAIT_NANOS : 0);
        return figures;
    }

    private Map<String, Long> deadLetters() {
        ObjectNode body = Query.object();
        body.put("size", 0).put("track_total_hits", false);
        Query.byValue(body.putObject("aggs"), "stream", "stream", 20);
        Map<String, Long> counts = new HashMap<>();
        index.search(IndexNames.DEAD_LETTERS, body)
                .at("/aggregations/stream/buckets")
                .forEach(bucket -> counts.put(
                        bucket.path("key").asText(), bucket.path("doc_count").asLong()));
        return counts;
    }

    @Override
    public void close() {
        topics.close();
    }
}
