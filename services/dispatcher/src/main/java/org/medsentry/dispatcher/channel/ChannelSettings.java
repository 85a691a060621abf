package org.medsentry.dispatcher.channel;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How one channel is reached, and how patiently.
 *
 * @param name as units name it in their {@code channels}; may end with {@code *} and then serves every name that begins so and has no
 *     channel of its own
 * @param secret what signs; null for none
 * @param caFile PEM certificates that alone are trusted; null for those of the Java runtime
 * @param timeout of a whole request, its answer included
 * @param ratePerSecond most requests in a second
 * @param inFlight most requests at a time
 * @param backlog most deliveries kept in memory; what is beyond stays in Kafka and is read again when there is room
 * @param maxAge how long after its making a trigger is tried
 * @param headers further headers of each request
 */
public record ChannelSettings(
        String name,
        ChannelKind kind,
        URI url,
        Secret secret,
        Path caFile,
        Duration connectTimeout,
        Duration timeout,
        double ratePerSecond,
        int inFlight,
        int backlog,
        Duration maxAge,
        RetrySettings retry,
        Map<String, String> headers) {

    /** Of a channel about which the configuration says no more than where it is. */
    public static ChannelSettings of(String name, ChannelKind kind, URI url, Secret secret) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                defaultRate(kind),
                4,
                2_000,
                Duration.ofHours(24),
                RetrySettings.DEFAULT,
                Map.of());
    }

    /** Group robots take some twenty messages a minute (DingTalk, WeCom) or five a second (Lark). */
    static double defaultRate(ChannelKind kind) {
        return switch (kind) {
            case WEBHOOK, CAP -> 50;
            case DINGTALK, WECOM -> 20 / 60.0;
            case LARK -> 1.5;
        };
    }

    public ChannelSettings withRetry(RetrySettings other) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                caFile,
                connectTimeout,
                timeout,
                ratePerSecond,
                inFlight,
                backlog,
                maxAge,
                other,
                headers);
    }

    public ChannelSettings withTimeout(Duration other) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                caFile,
                connectTimeout,
                other,
                ratePerSecond,
                inFlight,
                backlog,
                maxAge,
                retry,
                headers);
    }

    public ChannelSettings withRate(double other) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                caFile,
                connectTimeout,
                timeout,
                other,
                inFlight,
                backlog,
                maxAge,
                retry,
                headers);
    }

    public ChannelSettings withLimits(int mostInFlight, int mostHeld) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                caFile,
                connectTimeout,
                timeout,
                ratePerSecond,
                mostInFlight,
                mostHeld,
                maxAge,
                retry,
                headers);
    }

    public ChannelSettings withMaxAge(Duration other) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                caFile,
                connectTimeout,
                timeout,
                ratePerSecond,
                inFlight,
                backlog,
                other,
                retry,
                headers);
    }

    public ChannelSettings withCaFile(Path other) {
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                other,
                connectTimeout,
                timeout,
                ratePerSecond,
                inFlight,
                backlog,
                maxAge,
                retry,
                headers);
    }
}
