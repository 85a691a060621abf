package org.medsentry.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.dispatcher.TestingReceiver.Manner;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.RetrySettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.delivery.ChannelFigures;
import org.medsentry.dispatcher.delivery.DeliveryDesk;
import org.medsentry.dispatcher.delivery.DeliveryMemory;
import org.medsentry.dispatcher.delivery.Place;
import org.medsentry.dispatcher.delivery.TestingRecorder;
import org.medsentry.dispatcher.http.HttpCourier;
import org.medsentry.dispatcher.receiver.TriggerReceiver;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;

/** Channels over real sockets to receivers of every bad manner, side by side; half of them recover. Prints what became of it. */
class MisbehavingReceiversTest {
    private static final int TRIGGERS = 30;
    private static final Secret SECRET = new Secret("correct horse");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration MAX_AGE = Duration.ofSeconds(16);
    private static final RetrySettings RETRY = new RetrySettings(
            Duration.ofMillis(50), Duration.ofMillis(400), 5, Duration.ofMillis(200), Duration.ofMinutes(5));

    @TempDir
    Path folder;

    private final ScheduledLoop loop = new ScheduledLoop(Clock.systemUTC());
    private final ExecutorService answers = Executors.newCachedThreadPool();
    private final TestingRecorder recorder = new TestingRecorder();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Map<String, ChannelSettings> channels = new LinkedHashMap<>();
    private final Map<String, TestingReceiver> receivers = new LinkedHashMap<>();
    private volatile boolean recovered;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        loop.close();
        answers.shutdownNow();
    }

    private ChannelSettings settings(String name, URI url) {
        return ChannelSettings.of(name, ChannelKind.WEBHOOK, url, SECRET)
                .withRate(1000)
                .withTimeout(Duration.ofMillis(1000))
                .withLimits(8, 1000)
                .withMaxAge(MAX_AGE)
                .withRetry(RETRY);
    }

    private void receiver(String name, TestingReceiver.Mood mood) throws Exception {
        TestingReceiver receiver = new TestingReceiver(mood);
        opened.add(receiver);
        receivers.put(name, receiver);
        channels.put(name, settings(name, receiver.url()));
    }

    private void pair(String name, Manner manner) throws Exception {
        receiver(name + ", then well", (key, before) -> recovered ? Manner.TAKES : manner);
        receiver(name + ", for good", (key, before) -> manner);
    }

    private void secure(String name, TestingCertificate trusted, int port) {
        channels.put(
                name,
                settings(name, URI.create("https://127.0.0.1:" + port + "/in")).withCaFile(trusted.pem()));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void eachGetsWhatItCanTakeAndNoneDelaysAnother() throws Exception {
        receiver("healthy", (key, before) -> Manner.TAKES);
        pair("500", Manner.FAILS);
        pair("429, Retry-After 1 s", Manner.HAS_TOO_MUCH_FOR_A_SECOND);
        pair("hangs", Manner.HANGS);
        pair("resets", Manner.RESETS);
        pair("takes and resets", Manner.TAKES_AND_RESETS);
        receiver("200, slow body", (key, before) -> Manner.DAWDLES_WITH_THE_BODY);
        receiver("200, 2 GB of body", (key, before) -> Manner.SENDS_A_HUGE_BODY);
        receiver("400", (key, before) -> Manner.REFUSES);
        int closedPort = freePort();
        channels.put(
                "nobody listens", settings("nobody listens", URI.create("http://127.0.0.1:" + closedPort + "/in")));

        TestingCertificate trusted = new TestingCertificate(folder, "trusted", "127.0.0.1");
        TestingCertificate stranger = new TestingCertificate(folder, "stranger", "127.0.0.1");
        TestingCertificate otherHost = new TestingCertificate(folder, "other-host", "127.0.0.9");
        int mended = freePort();
        TriggerReceiver wrong = TriggerReceiver.startSecure(mended, stranger.serverContext(), SECRET, received -> {});
        secure("wrong certificate, then well", trusted, mended);
        TriggerReceiver alwaysWrong = TriggerReceiver.startSecure(0, stranger.serverContext(), SECRET, received -> {});
        opened.add(alwaysWrong);
        secure("wrong certificate, for good", trusted, alwaysWrong.port());
        TriggerReceiver elsewhere = TriggerReceiver.startSecure(0, otherHost.serverContext(), SECRET, received -> {});
        opened.add(elsewhere);
        secure("certificate of another host", otherHost, elsewhere.port());

        DeliveryDesk desk = new DeliveryDesk(
                ChannelDirectory.of(channels.values()),
                channel -> new HttpCourier(channel, answers),
                loop,
                recorder,
                new DeliveryMemory(),
                Duration.ofDays(1),
                () -> ThreadLocalRandom.current().nextDouble());
        desk.start();
        long alone = millis(desk, "early", List.of("healthy"), TRIGGERS);
        long beside = millis(desk, "late", channels.keySet(), 2 * TRIGGERS);
        Polling.until(
                LIMIT,
                "each has failed",
                () -> desk.figures().entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("then well"))
                        .allMatch(entry -> entry.getValue().retried() >= 10));
        recovered = true;
        wrong.close();
        List<String> atTheMended = Collections.synchronizedList(new ArrayList<>());
        opened.add(TriggerReceiver.startSecure(mended, trusted.serverContext(), SECRET, received -> {
            if (received.repeated() == 0) {
                atTheMended.add(received.idempotencyKey());
            }
        }));

        Polling.until(LIMIT, "everything is over", () -> loop.call(() -> desk.committable(0, 1000)) == 1000);
        print(desk.figures());
        System.out.println("the healthy one had all after " + beside + " ms, alone after " + alone + " ms");

        channels.keySet().forEach(name -> {
            int triggers = name.equals("healthy") ? 2 * TRIGGERS : TRIGGERS;
            ChannelFigures figures = desk.figures().get(name);
            boolean lost = name.endsWith("for good")
                    || name.equals("400")
                    || name.equals("nobody listens")
                    || name.equals("certificate of another host");
            assertThat(figures.delivered()).as("delivered: " + name).isEqualTo(lost ? 0 : triggers);
            assertThat(figures.givenUp()).as("given up: " + name).isEqualTo(lost ? triggers : 0);
        });
        assertThat(atTheMended).hasSize(TRIGGERS);
        receivers.forEach((name, receiver) -> {
            if (!name.endsWith("for good") && !name.equals("400")) {
                assertThat(receiver.distinct()).as(name).isEqualTo(name.equals("healthy") ? 2 * TRIGGERS : TRIGGERS);
            }
        });
        assertThat(desk.figures().get("200, slow body").retried()).isZero();
        assertThat(desk.figures().get("400").retried()).isZero();
        assertThat(recorder.count(DeliveryState.DELIVERED) + recorder.count(DeliveryState.GIVEN_UP))
                .isEqualTo((long) TRIGGERS * (channels.size() + 1));
        assertThat(errors("wrong certificate, for good")).anyMatch(error -> error.startsWith("TLS: PKIX path"));
        assertThat(errors("certificate of another host")).anyMatch(error -> error.startsWith("TLS: No subject"));
        assertThat(errors("nobody listens")).contains("cannot connect");
        assertThat(errors("hangs, for good")).contains("no answer within 1000 ms");
        assertThat(errors("resets, for good")).contains("connection lost");
        // Were it held up by those that hang, it would have to wait until they are given up.
        assertThat(beside).as("milliseconds until the healthy one had all").isLessThan(MAX_AGE.toMillis());
    }

    private Set<String> errors(String channel) {
        return recorder.deliveries.stream()
                .filter(delivery -> delivery.channel().equals(channel) && delivery.error() != null)
                .map(Delivery::error)
                .collect(Collectors.toSet());
    }

    /** Until the healthy receiver has this many. */
    private long millis(DeliveryDesk desk, String name, Collection<String> to, int many) throws Exception {
        long start = System.nanoTime();
        loop.call(() -> {
            for (int number = 0; number < TRIGGERS; number++) {
                TestingTriggers triggers =
                        new TestingTriggers().alert(name + number).createdAt(Instant.now());
                to.forEach(channel -> triggers.unit("U " + channel, channel));
                desk.accept(triggers.build(), new Place(0, number));
            }
            return null;
        });
        Polling.until(
                LIMIT, "the healthy one has all", () -> receivers.get("healthy").takenSoFar() >= many);
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void print(Map<String, ChannelFigures> figures) {
        System.out.printf("%-32s %9s %9s %9s %9s%n", "receiver", "attempts", "delivered", "retried", "given up");
        figures.forEach((name, of) -> System.out.printf(
                "%-32s %9d %9d %9d %9d%n", name, of.attempts(), of.delivered(), of.retried(), of.givenUp()));
    }
}
