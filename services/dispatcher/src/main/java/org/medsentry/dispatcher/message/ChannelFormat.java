package org.medsentry.dispatcher.message;

import java.time.Instant;
import org.medsentry.dispatcher.channel.ChannelSettings;

/** How a kind of channel says a trigger, and how its receivers answer. Free of state. */
public interface ChannelFormat {

    /** @param now what the message is signed for */
    Message compose(Notice notice, Instant now);

    Verdict judge(Reply reply);

    static ChannelFormat of(ChannelSettings channel, String sender) {
        return switch (channel.kind()) {
            case WEBHOOK -> new WebhookFormat(channel);
            case CAP -> new CapFormat(channel, sender);
            case DINGTALK -> new DingTalkFormat(channel);
            case WECOM -> new WeComFormat(channel);
            case LARK -> new LarkFormat(channel);
        };
    }
}
