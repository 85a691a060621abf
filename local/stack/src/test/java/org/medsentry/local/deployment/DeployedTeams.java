package org.medsentry.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.receiver.ReceivedTrigger;
import org.medsentry.dispatcher.receiver.TriggerReceiver;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Trigger;

/** The teams that are told: one receiver behind all webhooks, and how often each delivery came to it. */
final class DeployedTeams implements AutoCloseable {

    private static final String SECRET = "a secret of this test alone, known to both ends";

    private final TriggerReceiver receiver;
    private final Map<String, Integer> received = new TreeMap<>();

    DeployedTeams() throws IOException {
        receiver = TriggerReceiver.start(0, new Secret(SECRET), this::take);
    }

    private synchronized void take(ReceivedTrigger trigger) {
        received.merge(trigger.deliveryId(), 1, Integer::sum);
    }

    /** Leads every channel of the deployment here. */
    void writeChannels(Path secrets) {
        try {
            Files.writeString(secrets.resolve("webhook-secret"), SECRET);
            Files.writeString(
                    secrets.resolve("channels.yaml"), """
                    sender: medsentry
                    channels:
                      - name: webhook:*
                        kind: webhook
                        url: %s
                        secretFile: %s
                        ratePerSecond: 500
                    """.formatted(receiver.url(), secrets.resolve("webhook-secret")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Lets an alert of level I wait that many seconds to be acknowledged. */
    static void escalateAfter(Path secrets, int seconds) {
        try {
            Files.writeString(
                    secrets.resolve("job.properties"),
                    "alert.escalate-after.i=" + seconds + " s\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How often each delivery came. */
    synchronized Map<String, Integer> received() {
        return new TreeMap<>(received);
    }

    /** All that has to come, for these triggers. */
    static TreeSet<String> expected(Collection<Trigger> triggers) {
        return triggers.stream()
                .flatMap(trigger -> trigger.deliveries(DeliveryState.PENDING, trigger.createdAt(), null).stream())
                .map(Delivery::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
