package org.medsentry.streaming;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.index.IndexNames;
import org.medsentry.schemas.index.IndexTemplates;
import org.medsentry.streaming.sink.BulkOperation;
import org.medsentry.streaming.sink.DocumentConverter;
import org.medsentry.streaming.sink.ElasticsearchAuthentication;
import org.medsentry.streaming.sink.ElasticsearchSink;
import org.medsentry.streaming.sink.ElasticsearchSinkBuilder;

/** The Elasticsearch sinks, from their options: which document becomes what in which index. */
final class IndexEnds {

    /** Somebody may be waiting for an alert; what is behind it is looked up later. */
    private static final Duration ALERT_WAIT = Duration.ofMillis(10);

    private static final Duration OTHER_WAIT = Duration.ofMillis(200);

    private final Configuration configuration;

    IndexEnds(Configuration configuration) {
        this.configuration = configuration;
        JobOptions.require(configuration, JobOptions.ELASTICSEARCH_HOSTS);
    }

    /** The highest revision stays, whatever is replayed or overtakes. */
    Sink<Alert> alerts() {
        return sink(
                alert -> BulkOperation.index(
                        IndexNames.alert(alert.openingEventAt()),
                        alert.alertId(),
                        alert.revision(),
                        Documents.toJson(alert)),
                ALERT_WAIT);
    }

    /** The first one stays: a signal that a restart makes again has the same id and another detectedAt. */
    Sink<Signal> signals() {
        return sink(
                signal -> BulkOperation.create(
                        IndexNames.signal(signal.lastEventAt()), signal.signalId(), Documents.toJson(signal)),
                OTHER_WAIT);
    }

    Sink<DeadLetter> deadLetters() {
        return sink(IndexEnds::write, OTHER_WAIT);
    }

    private static BulkOperation write(DeadLetter deadLetter) {
        return BulkOperation.create(
                IndexNames.deadLetter(deadLetter.receivedAt()),
                deadLetter.deadLetterId(),
                Documents.toJson(deadLetter));
    }

    /** @param wait how long a document may wait for others to be sent with it */
    private <T> Sink<T> sink(DocumentConverter<T> converter, Duration wait) {
        RejectedDocuments rejected =
                new RejectedDocuments(JobOptions.require(configuration, JobOptions.PRIVACY_KEY_FILE));
        ElasticsearchSinkBuilder<T> builder = ElasticsearchSink.builder(converter)
                .hosts(configuration.get(JobOptions.ELASTICSEARCH_HOSTS))
                .authentication(authentication())
                .indexTemplates(IndexTemplates.all())
                .maxTimeInBuffer(wait)
                .rejectedDocuments((operation, rejection) -> write(rejected.deadLetter(operation, rejection)));
        configuration
                .getOptional(JobOptions.ELASTICSEARCH_CA_FILE)
                .ifPresent(file -> builder.certificateAuthority(Path.of(file)));
        return builder.build();
    }

    private ElasticsearchAuthentication authentication() {
        if (configuration.contains(JobOptions.ELASTICSEARCH_API_KEY)) {
            return ElasticsearchAuthentication.apiKey(configuration.get(JobOptions.ELASTICSEARCH_API_KEY));
        }
        if (configuration.contains(JobOptions.ELASTICSEARCH_USERNAME)) {
            return ElasticsearchAuthentication.basic(
                    configuration.get(JobOptions.ELASTICSEARCH_USERNAME),
                    JobOptions.require(configuration, JobOptions.ELASTICSEARCH_PASSWORD));
        }
        return ElasticsearchAuthentication.none();
    }
}
