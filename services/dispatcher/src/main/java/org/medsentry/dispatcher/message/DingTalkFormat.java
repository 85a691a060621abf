package org.medsentry.dispatcher.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;

/** A custom robot of a DingTalk group (自定义机器人), secured by a signature (加签) where the channel has a secret. */
final class DingTalkFormat implements ChannelFormat {
    private static final int MOST_BYTES = 18_000;
    private static final Set<Integer> BUSY = Set.of(-1, 130101, 130102, 410100, 660026);
    private static final Set<Integer> REFUSED = Set.of(400013, 400014, 400102, 430101, 430102, 430103, 430104);

    private final ChannelSettings channel;

    DingTalkFormat(ChannelSettings channel) {
        this.channel = channel;
    }

    @Override
    public Message compose(Notice notice, Instant now) {
        String title = Wording.headline(notice.trigger()).zh();
        ObjectNode body = Json.object();
        body.put("msgtype", "markdown");
        ObjectNode markdown = body.putObject("markdown");
        markdown.put("title", title);
        markdown.put("text", RobotText.markdown(notice, "### " + RobotText.escape(title), MOST_BYTES));
        return new Message(url(now), "application/json; charset=utf-8", Json.bytes(body), channel.headers());
    }

    private URI url(Instant now) {
        if (channel.secret() == null) {
            return channel.url();
        }
        String query = "timestamp=" + now.toEpochMilli() + "&sign="
                + URLEncoder.encode(sign(channel.secret(), now.toEpochMilli()), StandardCharsets.UTF_8);
        String url = channel.url().toString();
        return URI.create(url + (url.contains("?") ? "&" : "?") + query);
    }

    static String sign(Secret secret, long epochMilli) {
        byte[] text = (epochMilli + "\n" + secret.text()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Signature.hmac(secret.bytes(), text));
    }

    @Override
    public Verdict judge(Reply reply) {
        return RobotReply.judge(reply, "errcode", "errmsg", BUSY, REFUSED);
    }
}
