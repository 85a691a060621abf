package org.medsentry.dispatcher;

import java.time.Duration;
import org.medsentry.dispatcher.kafka.KafkaSettings;

/**
 * What the dispatcher needs to know besides its channels.
 *
 * @param remember how long an ended delivery is known, so that its trigger is not sent again when it is read again; longer than a
 *     channel's maxAge
 * @param statusHost where health and metrics are served
 * @param statusPort 0 for any free one, -1 for none
 */
public record DispatcherSettings(KafkaSettings kafka, Duration remember, String statusHost, int statusPort) {

    public static final Duration DEFAULT_REMEMBER = Duration.ofDays(7);

    public static DispatcherSettings of(KafkaSettings kafka) {
        return new DispatcherSettings(kafka, DEFAULT_REMEMBER, "127.0.0.1", -1);
    }

    public DispatcherSettings withStatusPort(int port) {
        return new DispatcherSettings(kafka, remember, statusHost, port);
    }
}
