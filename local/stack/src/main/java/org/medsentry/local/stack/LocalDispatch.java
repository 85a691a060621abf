package org.medsentry.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.medsentry.dispatcher.Dispatcher;
import org.medsentry.dispatcher.DispatcherSettings;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.ChannelsFile;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.kafka.KafkaSettings;
import org.medsentry.dispatcher.receiver.ReceivedTrigger;
import org.medsentry.dispatcher.receiver.TriggerReceiver;

/**
 * The dispatcher of the local stack. Where nobody has named channels, every channel leads to a receiver in this process, which
 * checks signatures and passes on what arrives.
 */
public final class LocalDispatch implements AutoCloseable {

    private static final String INSTANCE = "local-stack";
    private static final int SECRET_BYTES = 32;

    /** It stands for the channels of all units at once. */
    private static final double MOST_A_SECOND = 1000;

    private final List<Consumer<ReceivedTrigger>> listeners = new CopyOnWriteArrayList<>();
    private final TriggerReceiver receiver;
    private final Dispatcher dispatcher;

    /** @param channels a file of channels; empty for the receiver here */
    LocalDispatch(String bootstrapServers, Optional<Path> channels) {
        Secret secret = secret();
        try {
            receiver = channels.isPresent() ? null : TriggerReceiver.start(0, secret, this::received);
        } catch (IOException failed) {
            throw new StackException("cannot start a receiver of triggers: " + failed.getMessage(), failed);
        }
        try {
            ChannelDirectory directory = channels.map(ChannelsFile::read)
                    .orElseGet(() -> ChannelDirectory.of(
                            List.of(ChannelSettings.of("*", ChannelKind.WEBHOOK, receiver.url(), secret)
                                    .withRate(MOST_A_SECOND))));
            dispatcher = new Dispatcher(
                            DispatcherSettings.of(
                                    KafkaSettings.of(bootstrapServers, "").withInstance(INSTANCE)),
                            directory)
                    .start();
        } catch (RuntimeException failed) {
            closeReceiver();
            throw failed;
        }
    }

    private static Secret secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    private void received(ReceivedTrigger trigger) {
        listeners.forEach(listener -> listener.accept(trigger));
    }

    /** Tells of each trigger that the receiver here takes, from several threads; of none if channels lead elsewhere. */
    public void onReceived(Consumer<ReceivedTrigger> listener) {
        listeners.add(listener);
    }

    /** Where every channel leads; empty if a file says so. */
    public Optional<URI> receiver() {
        return Optional.ofNullable(receiver).map(TriggerReceiver::url);
    }

    /** Why the dispatcher has stopped by itself, or null. */
    public Throwable failure() {
        return dispatcher.failure();
    }

    @Override
    public void close() {
        dispatcher.close();
        closeReceiver();
    }

    private void closeReceiver() {
        if (receiver != null) {
            receiver.close();
        }
    }
}
