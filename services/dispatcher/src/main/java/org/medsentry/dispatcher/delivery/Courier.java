package org.medsentry.dispatcher.delivery;

import java.util.concurrent.CompletionStage;
import org.medsentry.dispatcher.message.Message;
import org.medsentry.dispatcher.message.Reply;

/** Takes a message to a receiver. */
public interface Courier extends AutoCloseable {

    /** Fails with a {@link CourierException} if nobody answered; always ends within the channel's time-out. */
    CompletionStage<Reply> send(Message message);

    @Override
    default void close() {}
}
