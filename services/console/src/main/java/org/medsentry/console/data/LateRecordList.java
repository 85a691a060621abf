package org.medsentry.console.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.medsentry.console.problem.Parameters;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.LateRecord;

/** What came too late lately, and what it missed: the newest of the topic, for no index holds them. */
public final class LateRecordList {

    public static final List<String> PARAMETERS = List.of("stream", "source", "size");

    private static final int OF_EACH_PARTITION = 500;

    private final KafkaCluster cluster;

    /** A late record without what is in it. */
    public record Row(
            String stream,
            String source,
            String eventId,
            int version,
            String streamTime,
            String watermark,
            long latenessSeconds,
            List<String> missed) {}

    public LateRecordList(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    private record Arrival(long timestamp, LateRecord late) {}

    /** The newest first. */
    public List<Row> find(Parameters parameters) {
        String stream = parameters.text("stream", 64);
        String source = parameters.text("source", 64);
        int size = parameters.number("size", 50, 1, 200);
        List<Arrival> arrivals = new ArrayList<>();
        cluster.readNewest(Topic.LATE_RECORDS, OF_EACH_PARTITION, record -> arrivals.add(arrival(record)));
        return arrivals.stream()
                .filter(arrival -> stream == null || arrival.late().stream().equals(stream))
                .filter(arrival -> source == null || arrival.late().source().equals(source))
                .sorted(Comparator.comparingLong(Arrival::timestamp).reversed())
                .limit(size)
                .map(arrival -> row(arrival.late()))
                .toList();
    }

    private static Arrival arrival(ConsumerRecord<byte[], byte[]> record) {
        return new Arrival(record.timestamp(), Documents.fromJson(record.value(), LateRecord.class));
    }

    private static Row row(LateRecord late) {
        return new Row(
                late.stream(),
                late.source(),
                late.eventId(),
                late.version(),
                late.streamTime().toString(),
                late.watermark().toString(),
                late.latenessSeconds(),
                late.missed());
    }
}
