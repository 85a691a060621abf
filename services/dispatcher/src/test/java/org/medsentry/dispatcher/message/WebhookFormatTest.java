package org.medsentry.dispatcher.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.TestingTriggers;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Trigger;

class WebhookFormatTest {
    private static final ChannelSettings CHANNEL = ChannelSettings.of(
            "webhook:*", ChannelKind.WEBHOOK, URI.create("https://receiver.example/in"), new Secret("secret"));

    private static Message compose(TestingTriggers triggers, String unit, Instant now) {
        Trigger trigger = triggers.unit(unit, "webhook:chongqing").build();
        return new WebhookFormat(CHANNEL)
                .compose(new Notice(trigger, trigger.units().get(0), "webhook:chongqing"), now);
    }

    @Test
    void theBodyIsTheTriggerAndWhoseItIs() {
        Message message = compose(new TestingTriggers(), "U1", Instant.ofEpochSecond(1763800000));
        JsonNode body = Json.parseAnything(message.body());
        assertThat(Documents.fromJson(message.body(), Trigger.class))
                .isEqualTo(new TestingTriggers().unit("U1", "webhook:chongqing").build());
        assertThat(body.path("unitId").asText()).isEqualTo("U1");
        assertThat(body.path("channel").asText()).isEqualTo("webhook:chongqing");
        assertThat(body.path("deliveryId").asText()).endsWith("|0|U1|webhook:chongqing");
        assertThat(message.headers())
                .containsEntry("Medsentry-Timestamp", "1763800000")
                .containsEntry("Medsentry-Signature", Signature.sign(new Secret("secret"), 1763800000, message.body()))
                .doesNotContainKeys("Medsentry-Drill", "Medsentry-Resend");
    }

    @Test
    void aRepetitionKeepsItsKeyAndADrillSaysSo() {
        Message first = compose(new TestingTriggers(), "U1", Instant.ofEpochSecond(1));
        Message again = compose(new TestingTriggers().resend(2).drill(), "U1", Instant.ofEpochSecond(2));
        assertThat(again.headers().get("Idempotency-Key"))
                .isEqualTo(first.headers().get("Idempotency-Key"));
        assertThat(again.headers()).containsEntry("Medsentry-Drill", "true").containsEntry("Medsentry-Resend", "2");
    }

    @Test
    void theKeyIsSafeInAHeader() {
        Message message = compose(new TestingTriggers(), "重庆 %", Instant.ofEpochSecond(1));
        assertThat(message.headers().get("Idempotency-Key")).contains("|%E9%87%8D%E5%BA%86%20%25|webhook:chongqing");
    }
}
