package org.medsentry.dispatcher.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.medsentry.dispatcher.message.Message;
import org.medsentry.dispatcher.message.Reply;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Trigger;

/** Answers as the test says, and keeps what it was given. */
final class TestingCourier implements Courier {
    static final Reply OK = new Reply(200, null, new byte[0]);
    static final Reply BROKEN = new Reply(500, null, new byte[0]);

    final List<Trigger> sent = new ArrayList<>();
    final List<CompletableFuture<Reply>> open = new ArrayList<>();
    /** Null leaves the request open. */
    Function<Trigger, Reply> answers = trigger -> OK;

    @Override
    public CompletionStage<Reply> send(Message message) {
        Trigger trigger = Documents.fromJson(message.body(), Trigger.class);
        sent.add(trigger);
        Reply reply = answers.apply(trigger);
        CompletableFuture<Reply> future = new CompletableFuture<>();
        if (reply == null) {
            open.add(future);
        } else {
            future.complete(reply);
        }
        return future;
    }

    List<Integer> revisions() {
        return sent.stream().map(Trigger::revision).toList();
    }
}
