package org.medsentry.dispatcher.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.TestingTriggers;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.message.ChannelFormat;
import org.medsentry.dispatcher.message.Message;
import org.medsentry.dispatcher.message.Notice;
import org.medsentry.dispatcher.message.Signature;
import org.medsentry.schemas.document.Trigger;

class TriggerReceiverTest {
    private static final Secret SECRET = new Secret("correct horse");

    private final List<ReceivedTrigger> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TriggerReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = TriggerReceiver.start(0, SECRET, received::add);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Message message(Secret secret, Instant now) {
        Trigger trigger = new TestingTriggers().unit("U1", "webhook:one").build();
        ChannelSettings channel = ChannelSettings.of("webhook:one", ChannelKind.WEBHOOK, receiver.url(), secret);
        return ChannelFormat.of(channel, "medsentry")
                .compose(new Notice(trigger, trigger.units().get(0), "webhook:one"), now);
    }

    private int post(URI url, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int post(Message message) throws Exception {
        return post(message.url(), message.headers(), message.body());
    }

    @Test
    void takesWhatIsOursOnceAndTellsRepetitions() throws Exception {
        assertThat(post(message(SECRET, Instant.now()))).isEqualTo(204);
        assertThat(post(message(SECRET, Instant.now()))).isEqualTo(204);
        assertThat(received).extracting(ReceivedTrigger::repeated).containsExactly(0, 1);
        assertThat(received.get(0).unitId()).isEqualTo("U1");
        assertThat(received.get(0).channel()).isEqualTo("webhook:one");
        assertThat(received.get(0).trigger().ruleId()).isEqualTo("purchase-recalled-lot");
    }

    @Test
    void believesNothingElse() throws Exception {
        Message good = message(SECRET, Instant.now());
        assertThat(post(message(new Secret("guessed"), Instant.now()))).isEqualTo(401);
        assertThat(post(message(SECRET, Instant.now().minusSeconds(301)))).isEqualTo(401);
        assertThat(post(good.url(), Map.of(), good.body())).isEqualTo(401);
        byte[] no = "{\"x\":".getBytes(StandardCharsets.UTF_8);
        long now = Instant.now().getEpochSecond();
        Map<String, String> signed = Map.of(
                "Idempotency-Key",
                "k",
                Signature.TIMESTAMP_HEADER,
                Long.toString(now),
                Signature.HEADER,
                Signature.sign(SECRET, now, no));
        assertThat(post(good.url(), signed, no)).isEqualTo(400);
        assertThat(client.send(HttpRequest.newBuilder(good.url()).GET().build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
        assertThat(received).isEmpty();
    }
}
