package org.medsentry.dispatcher.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.schemas.codec.Documents;

/** The trigger as it is on its topic, with the unit, the channel and the delivery beside it. */
final class WebhookFormat implements ChannelFormat {
    private final ChannelSettings channel;

    WebhookFormat(ChannelSettings channel) {
        this.channel = channel;
    }

    @Override
    public Message compose(Notice notice, Instant now) {
        ObjectNode body = Json.parse(Documents.toJson(notice.trigger()));
        body.put("unitId", notice.unit().id());
        body.put("channel", notice.channel());
        body.put("deliveryId", notice.deliveryId());
        return SignedPost.of(channel, notice, "application/json; charset=utf-8", Json.bytes(body), now);
    }

    @Override
    public Verdict judge(Reply reply) {
        return Verdict.ofStatus(reply.status());
    }
}
