package org.medsentry.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.dispatcher.TestingReceiver.Manner;
import org.medsentry.dispatcher.TestingReceiver.Taken;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.kafka.KafkaSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Trigger;

/** On real Kafka, with the dispatcher in a process of its own that is killed as its machine could be. */
class DispatcherITCase {
    private static final int ALERTS = 2_500;
    private static final int REVISIONS = 4;
    private static final int TRIGGERS = ALERTS * REVISIONS;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    /** One request in ten goes wrong, in one way or another. */
    private static final class Faults implements TestingReceiver.Mood {
        private static final List<Manner> WRONG = List.of(
                Manner.FAILS, Manner.FAILS, Manner.HAS_TOO_MUCH, Manner.RESETS, Manner.TAKES_AND_RESETS, Manner.HANGS);
        private final Random random = new Random(20261122);
        private int faults;
        private int unseen;

        @Override
        public synchronized Manner toward(String key, int before) {
            if (random.nextInt(10) > 0) {
                return Manner.TAKES;
            }
            faults++;
            Manner manner = WRONG.get(random.nextInt(WRONG.size()));
            unseen += manner == Manner.TAKES_AND_RESETS ? 1 : 0;
            return manner;
        }

        /** Taken, but the dispatcher could not know. */
        synchronized int unseen() {
            return unseen;
        }

        synchronized int faults() {
            return faults;
        }
    }

    private Process dispatcher(TestingTopics topics, Path channels) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DispatcherMain.class.getName(),
                        "--bootstrap-servers",
                        topics.bootstrapServers(),
                        "--channels",
                        channels.toString(),
                        "--instance",
                        "dispatcher-1",
                        "--status-port",
                        "-1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dispatcher-" + processes.size() + ".log")
                        .toFile())
                .start();
        processes.add(process);
        return process;
    }

    @Test
    void everyTriggerArrivesInOrderThoughTheDispatcherIsKilledAgainAndAgain() throws Exception {
        Faults faults = new Faults();
        try (TestingTopics topics = new TestingTopics();
                TestingReceiver receiver = new TestingReceiver(faults)) {
            Files.writeString(folder.resolve("secret"), "correct horse");
            Path channels = Files.writeString(folder.resolve("channels.yaml"), """
                    channels:
                      - name: webhook:*
                        kind: webhook
                        url: %s
                        secretFile: secret
                        timeout: 500ms
                        ratePerSecond: 10000
                        inFlight: 16
                        backlog: 1000
                        retryBase: 100ms
                        retryCap: 1s
                        breakerPause: 200ms
                    """.formatted(receiver.url()));
            Set<String> triggerIds = new HashSet<>();
            for (int revision = 1; revision <= REVISIONS; revision++) {
                for (int alert = 0; alert < ALERTS; alert++) {
                    Trigger trigger = new TestingTriggers()
                            .alert("alert " + alert)
                            .revision(revision)
                            .unit("UNIT-500111", "webhook:dazu")
                            .createdAt(Instant.now())
                            .build();
                    triggerIds.add(trigger.triggerId());
                    topics.write(Topic.TRIGGERS, trigger.alertId(), trigger);
                }
            }
            topics.flush();

            long start = System.nanoTime();
            Process process = dispatcher(topics, channels);
            int kills = 0;
            for (int goal = 1_500; goal < TRIGGERS; goal += 1_500) {
                int next = goal;
                Polling.until(LIMIT, next + " have arrived", () -> receiver.distinct() >= next);
                process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                kills++;
                process = dispatcher(topics, channels);
            }
            Polling.until(LIMIT, "all have arrived", () -> receiver.distinct() >= TRIGGERS);
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            Polling.until(LIMIT, "all is committed", () -> topics.lag("medsentry-dispatcher") == 0);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

            List<Taken> taken = receiver.taken();
            Map<String, Set<String>> triggersOfKey = new HashMap<>();
            Map<String, List<Integer>> revisions = new HashMap<>();
            for (Taken each : taken) {
                boolean first = triggersOfKey
                        .computeIfAbsent(each.key(), key -> new HashSet<>())
                        .add(each.trigger().triggerId());
                if (first) {
                    revisions
                            .computeIfAbsent(each.trigger().alertId(), alert -> new ArrayList<>())
                            .add(each.trigger().revision());
                }
            }
            System.out.printf(
                    "%d triggers, %d faults, %d kills: %d arrived, %d of them again under the same key, in %d s%n",
                    TRIGGERS,
                    faults.faults(),
                    kills,
                    triggersOfKey.size(),
                    taken.size() - triggersOfKey.size(),
                    seconds);

            assertThat(taken.size() - triggersOfKey.size() - faults.unseen())
                    .as("sent again though it had been taken: what was under way at a kill")
                    .isLessThan(kills * 200);
            assertThat(triggersOfKey).as("a key is one trigger's").hasSize(TRIGGERS);
            assertThat(triggersOfKey.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                    .isEqualTo(triggerIds);
            assertThat(revisions)
                    .hasSize(ALERTS)
                    .allSatisfy((alert, order) -> assertThat(order).containsExactly(1, 2, 3, 4));

            Map<String, Delivery> memory = topics.newest(Topic.DELIVERIES, Delivery.class);
            assertThat(memory).hasSize(TRIGGERS);
            assertThat(memory.values()).allMatch(delivery -> delivery.state() == DeliveryState.DELIVERED);
            Map<String, AlertAction> actions = topics.newest(Topic.ALERT_ACTIONS, AlertAction.class);
            Set<String> deliveredOnAlerts = actions.values().stream()
                    .filter(action -> action.action() == ActionType.DELIVERY)
                    .filter(action -> action.delivery().state() == DeliveryState.DELIVERED)
                    .map(action -> action.delivery().id())
                    .collect(Collectors.toSet());
            assertThat(deliveredOnAlerts).isEqualTo(memory.keySet());
            for (int number = 0; number < processes.size(); number++) {
                assertThat(Files.readString(folder.resolve("dispatcher-" + number + ".log"), StandardCharsets.UTF_8))
                        .doesNotContain("correct horse")
                        .doesNotContain("Exception");
            }
        }
    }

    @Test
    void severalShareTheWorkAndTakeItOverFromEachOther() throws Exception {
        try (TestingTopics topics = new TestingTopics();
                TestingReceiver receiver = new TestingReceiver((key, before) -> Manner.TAKES)) {
            int alerts = 500;
            for (int number = 0; number < alerts * REVISIONS; number++) {
                Trigger trigger = new TestingTriggers()
                        .alert("alert " + number % alerts)
                        .revision(1 + number / alerts)
                        .unit("U1", "webhook:one")
                        .createdAt(Instant.now())
                        .build();
                topics.write(Topic.TRIGGERS, trigger.alertId(), trigger);
            }
            topics.flush();
            Dispatcher first = topics.dispatcher(receiver.url(), 200).start();
            Polling.until(LIMIT, "the first has begun", () -> receiver.distinct() >= 200);
            try (Dispatcher second = topics.dispatcher(receiver.url(), 200).start()) {
                Polling.until(LIMIT, "the second takes part", () -> delivered(second) >= 100);
                Polling.until(LIMIT, "half has arrived", () -> receiver.distinct() >= alerts * REVISIONS / 2);
                first.close();
                Polling.until(LIMIT, "all have arrived", () -> receiver.distinct() >= alerts * REVISIONS);
                Polling.until(LIMIT, "all is committed", () -> topics.lag("medsentry-dispatcher") == 0);
                System.out.printf(
                        "two dispatchers: %d and %d delivered, %d again under the same key%n",
                        delivered(first), delivered(second), receiver.takenSoFar() - receiver.distinct());
            } finally {
                first.close();
            }
            Map<String, List<Integer>> revisions = new HashMap<>();
            Set<String> keys = new HashSet<>();
            for (Taken each : receiver.taken()) {
                if (keys.add(each.key())) {
                    revisions
                            .computeIfAbsent(each.trigger().alertId(), alert -> new ArrayList<>())
                            .add(each.trigger().revision());
                }
            }
            assertThat(revisions)
                    .hasSize(alerts)
                    .allSatisfy((alert, order) -> assertThat(order).containsExactly(1, 2, 3, 4));
        }
    }

    private static long delivered(Dispatcher dispatcher) {
        return dispatcher.figures().get("webhook:one").delivered();
    }

    @Test
    void aMissingTopicIsNamed() throws Exception {
        try (TestingTopics topics = new TestingTopics()) {
            Dispatcher dispatcher = new Dispatcher(
                    DispatcherSettings.of(KafkaSettings.of(topics.bootstrapServers(), "other-")),
                    ChannelDirectory.of(List.of()));
            assertThatThrownBy(dispatcher::start)
                    .isInstanceOf(DispatcherException.class)
                    .hasMessage("topic other-triggers does not exist; create it with 'medsentry setup'");
        }
    }

    @Test
    void whatIsNoTriggerIsCountedAndStopsNothing() throws Exception {
        try (TestingTopics topics = new TestingTopics();
                TestingReceiver receiver = new TestingReceiver((key, before) -> Manner.TAKES)) {
            topics.writeBytes(Topic.TRIGGERS, "a", "{\"triggerId\": 7".getBytes(StandardCharsets.UTF_8));
            topics.writeBytes(Topic.TRIGGERS, "a", "{}".getBytes(StandardCharsets.UTF_8));
            topics.writeBytes(Topic.TRIGGERS, "a", null);
            Trigger good = new TestingTriggers()
                    .unit("U1", "webhook:one", "webhook:unknown")
                    .unit("U2")
                    .createdAt(Instant.now())
                    .build();
            topics.write(Topic.TRIGGERS, "a", good);
            topics.flush();
            try (Dispatcher dispatcher = topics.dispatcher(receiver.url()).start()) {
                Polling.until(LIMIT, "the good one arrives", () -> receiver.distinct() == 1);
                Polling.until(LIMIT, "all is committed", () -> topics.lag("medsentry-dispatcher") == 0);
                assertThat(dispatcher.triggersRejected()).isEqualTo(3);
                assertThat(dispatcher.triggersRead()).isEqualTo(1);
                assertThat(topics.get(dispatcher.statusPort(), "/health/ready")).isEqualTo("ok\n");
                assertThat(topics.get(dispatcher.statusPort(), "/health/live")).isEqualTo("ok\n");
                assertThat(topics.get(dispatcher.statusPort(), "/metrics"))
                        .contains("medsentry_dispatcher_triggers_rejected_total 3\n")
                        .contains("medsentry_dispatcher_delivered_total{channel=\"webhook:one\"} 1\n")
                        .contains("medsentry_dispatcher_circuit{channel=\"webhook:one\"} 0\n");
            }
            assertThat(topics.newest(Topic.DELIVERIES, Delivery.class).values().stream()
                            .map(Delivery::state))
                    .containsExactlyInAnyOrder(
                            DeliveryState.DELIVERED, DeliveryState.NO_CHANNEL, DeliveryState.NO_CHANNEL);
        }
    }

    @Test
    void aStoppedDispatcherHasFinishedWhatItBegan() throws Exception {
        try (TestingTopics topics = new TestingTopics();
                TestingReceiver receiver = new TestingReceiver((key, before) -> Manner.TAKES)) {
            for (int round = 0; round < 3; round++) {
                try (Dispatcher dispatcher = topics.dispatcher(receiver.url()).start()) {
                    for (int number = 0; number < 200; number++) {
                        topics.write(
                                Topic.TRIGGERS,
                                "a" + number,
                                new TestingTriggers()
                                        .alert(round + " " + number)
                                        .unit("U1", "webhook:one")
                                        .createdAt(Instant.now())
                                        .build());
                    }
                    topics.flush();
                    int least = round * 200 + 50;
                    Polling.until(LIMIT, "some have arrived", () -> receiver.distinct() >= least);
                }
            }
            try (Dispatcher dispatcher = topics.dispatcher(receiver.url()).start()) {
                Polling.until(LIMIT, "all have arrived", () -> receiver.distinct() == 600);
                Polling.until(LIMIT, "all is committed", () -> topics.lag("medsentry-dispatcher") == 0);
            }
            assertThat(receiver.takenSoFar()).as("none twice").isEqualTo(600);
        }
    }
}
