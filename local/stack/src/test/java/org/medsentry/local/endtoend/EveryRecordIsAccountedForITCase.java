package org.medsentry.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.desk.DeadLetterBox;
import org.medsentry.desk.TopicWriter;
import org.medsentry.local.stack.IndexCounts;
import org.medsentry.local.stack.JobCluster;
import org.medsentry.local.stack.LocalStack;
import org.medsentry.local.stack.StackDirectory;
import org.medsentry.local.stack.StackObserver;
import org.medsentry.local.stack.StackPorts;
import org.medsentry.local.stack.StackSettings;
import org.medsentry.local.stack.StackSnapshot;
import org.medsentry.local.stack.StreamCounts;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Feeds damaged records to the running system: no job fails, each record ends as judged or as a dead letter, and the person
 * that all of them name is found nowhere behind ingest.
 */
class EveryRecordIsAccountedForITCase {

    private static final int RECORDS_PER_STREAM = 10_000;
    private static final long SEED = 20261122;
    private static final int PAGE = 5_000;
    private static final List<String> PLANTED =
            List.of(RecordMutations.IDENTITY_NUMBER, RecordMutations.PHONE, RecordMutations.NAME);

    @TempDir
    private Path directory;

    @Test
    void nothingFailsNothingVanishesNobodyIsNamed() throws Exception {
        StackSettings settings = StackSettings.of(directory, StackPorts.free());
        try (TestingLog log = TestingLog.listen();
                LocalStack stack = LocalStack.start(settings, StackDirectory.open(directory), line -> {});
                StackObserver observer = new StackObserver(stack)) {
            for (Stream stream : Stream.values()) {
                send(stack, Topic.of(stream.id()));
            }

            assertThat(observer.awaitDrained(Duration.ofMinutes(5), () -> false))
                    .isTrue();

            StackSnapshot snapshot = observer.snapshot();
            for (Stream stream : Stream.values()) {
                StreamCounts counts = snapshot.streams().get(stream);
                assertThat(counts.good() + counts.deadLetters()).as(stream.id()).isEqualTo(RECORDS_PER_STREAM);
                assertThat(counts.good()).as("good of " + stream.id()).isGreaterThan(RECORDS_PER_STREAM / 10);
                assertThat(counts.deadLetters()).as("bad of " + stream.id()).isGreaterThan(RECORDS_PER_STREAM / 10);
                assertThat(counts.late()).as("late of " + stream.id()).isPositive();
            }
            assertThat(stack.jobs().states()).allMatch(JobCluster.JobState::isSound);

            List<DeadLetter> deadLetters = new DeadLetterBox(stack.kafka()).list(letter -> true);
            assertThat(deadLetters).hasSize((int) snapshot.deadLetters());
            assertOriginalsAreKept(deadLetters, directory, stack);
            stack.index().refresh();
            assertThat(stack.index().count("medsentry-dead-letters")).isEqualTo(deadLetters.size());
            assertThat(stack.index().count("medsentry-alerts")).isPositive();

            assertNobodyIsNamedInTopics(stack);
            assertNobodyIsNamedInIndices(stack.index());
            assertThat(log.text()).as("what was logged").contains("judged by");
            assertThat(named(log.text())).as("log").isEmpty();
        }
    }

    private static void send(LocalStack stack, Topic topic) {
        try (TopicWriter writer = new TopicWriter(stack.kafka())) {
            new RecordMutations(topic, Instant.now(), SEED + topic.ordinal())
                    .generate(RECORDS_PER_STREAM)
                    .forEach(bytes -> writer.send(topic, "key", bytes));
            writer.flush();
            assertThat(writer.acknowledged()).isEqualTo(RECORDS_PER_STREAM);
        }
    }

    private static void assertOriginalsAreKept(List<DeadLetter> deadLetters, Path directory, LocalStack stack) {
        PayloadCipher cipher =
                new PayloadCipher(SecretKeys.load(stack.addresses().keyFile()));
        assertThat(deadLetters.stream()
                        .map(letter -> new String(DeadLetterBox.open(letter, cipher), StandardCharsets.UTF_8))
                        .filter(original -> original.contains(RecordMutations.IDENTITY_NUMBER)))
                .as("originals that name the person, encrypted on the topic")
                .isNotEmpty();
    }

    private static List<String> named(String text) {
        return PLANTED.stream().filter(text::contains).toList();
    }

    private static void assertNobodyIsNamedInTopics(LocalStack stack) {
        for (Topic topic :
                List.of(Topic.SIGHTINGS, Topic.SIGNALS, Topic.ALERTS, Topic.DEAD_LETTERS, Topic.LATE_RECORDS)) {
            List<String> leaks = new ArrayList<>();
            long[] records = {0};
            stack.kafka().readToEnd(topic, record -> {
                records[0]++;
                leaks.addAll(named(new String(record.value(), StandardCharsets.UTF_8)));
                leaks.addAll(named(new String(record.key(), StandardCharsets.UTF_8)));
            });
            assertThat(records[0]).as("records on " + topic.id()).isPositive();
            assertThat(leaks).as(topic.id()).isEmpty();
        }
    }

    private static void assertNobodyIsNamedInIndices(IndexCounts index) throws IOException {
        Map<String, String> idOf = Map.of(
                "medsentry-signals",
                "signalId",
                "medsentry-alerts",
                "alertId",
                "medsentry-dead-letters",
                "deadLetterId");
        for (Map.Entry<String, String> alias : idOf.entrySet()) {
            String after = "";
            JsonNode hits;
            do {
                hits = index.search(alias.getKey(), page(alias.getValue(), after))
                        .at("/hits/hits");
                assertThat(named(hits.toString())).as(alias.getKey()).isEmpty();
                if (!hits.isEmpty()) {
                    after = ",\"search_after\":[" + hits.get(hits.size() - 1).at("/sort/0") + "]";
                }
            } while (!hits.isEmpty());
        }
    }

    private static String page(String sortField, String after) {
        return "{\"size\":%d,\"sort\":[{\"%s\":\"asc\"}]%s}".formatted(PAGE, sortField, after);
    }
}
