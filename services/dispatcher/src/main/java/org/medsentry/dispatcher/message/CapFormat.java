package org.medsentry.dispatcher.message;

import java.time.Instant;
import org.medsentry.dispatcher.channel.ChannelSettings;

/** The trigger as a CAP 1.2 alert in the signed envelope of webhooks. */
final class CapFormat implements ChannelFormat {
    private final ChannelSettings channel;
    private final String sender;

    CapFormat(ChannelSettings channel, String sender) {
        this.channel = channel;
        this.sender = sender;
    }

    @Override
    public Message compose(Notice notice, Instant now) {
        byte[] body = CapDocument.write(notice.trigger(), sender);
        return SignedPost.of(channel, notice, "application/cap+xml", body, now);
    }

    @Override
    public Verdict judge(Reply reply) {
        return Verdict.ofStatus(reply.status());
    }
}
