package org.medsentry.dispatcher.message;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.dispatcher.channel.ChannelSettings;

/** The envelope that webhooks and CAP share: what the trigger is, whose it is, and that it is ours. */
final class SignedPost {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String DRILL = "Medsentry-Drill";
    static final String RESEND = "Medsentry-Resend";

    private SignedPost() {}

    static Message of(ChannelSettings channel, Notice notice, String contentType, byte[] body, Instant now) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(channel.headers());
        long seconds = now.getEpochSecond();
        headers.put(IDEMPOTENCY_KEY, notice.idempotencyKey());
        headers.put(Signature.TIMESTAMP_HEADER, Long.toString(seconds));
        if (channel.secret() != null) {
            headers.put(Signature.HEADER, Signature.sign(channel.secret(), seconds, body));
        }
        if (notice.trigger().drill()) {
            headers.put(DRILL, "true");
        }
        if (notice.trigger().resend() > 0) {
            headers.put(RESEND, Integer.toString(notice.trigger().resend()));
        }
        return new Message(channel.url(), contentType, body, headers);
    }
}
