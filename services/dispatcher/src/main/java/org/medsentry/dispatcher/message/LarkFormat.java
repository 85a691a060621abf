package org.medsentry.dispatcher.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;

/** A custom robot of a Lark or Feishu group (飞书自定义机器人): a card with the level's colour on its head. */
final class LarkFormat implements ChannelFormat {
    private static final int MOST_BYTES = 15_000;
    private static final Set<Integer> BUSY = Set.of(11232, 99991400);
    private static final Set<Integer> REFUSED = Set.of(9499, 11246, 230001);

    private final ChannelSettings channel;

    LarkFormat(ChannelSettings channel) {
        this.channel = channel;
    }

    @Override
    public Message compose(Notice notice, Instant now) {
        ObjectNode body = Json.object();
        if (channel.secret() != null) {
            body.put("timestamp", Long.toString(now.getEpochSecond()));
            body.put("sign", sign(channel.secret(), now.getEpochSecond()));
        }
        body.put("msg_type", "interactive");
        ObjectNode card = body.putObject("card");
        ObjectNode header = card.putObject("header");
        String title = Wording.headline(notice.trigger()).zh();
        header.put("template", LevelStyle.of(notice.trigger().level()).colour());
        header.putObject("title").put("tag", "plain_text").put("content", title);
        card.putArray("elements")
                .addObject()
                .put("tag", "markdown")
                .put("content", RobotText.markdown(notice, "**" + RobotText.escape(title) + "**", MOST_BYTES));
        return new Message(channel.url(), "application/json; charset=utf-8", Json.bytes(body), channel.headers());
    }

    /** The key is what is usually the text, and the text is empty: so the makers of Lark want it. */
    static String sign(Secret secret, long epochSeconds) {
        byte[] key = (epochSeconds + "\n" + secret.text()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Signature.hmac(key));
    }

    @Override
    public Verdict judge(Reply reply) {
        return RobotReply.judge(reply, "code", "msg", BUSY, REFUSED);
    }
}
