package org.medsentry.dispatcher.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.delivery.Courier;
import org.medsentry.dispatcher.delivery.CourierException;
import org.medsentry.dispatcher.message.Message;
import org.medsentry.dispatcher.message.Reply;

/**
 * Posts over HTTP or HTTPS. One client a channel, since trust and time-outs are a channel's; no redirect is followed, since a trigger is for
 * whom the configuration names. A receiver that sends its status and then dawdles has answered: what came of the body is its body.
 */
public final class HttpCourier implements Courier {
    static final int MOST_BODY_BYTES = 64 * 1024;

    static {
        // Triggers are rare, and most servers close an idle connection within a minute without a word: the next would
        // be lost on it.
        if (System.getProperty("jdk.httpclient.keepalive.timeout") == null) {
            System.setProperty("jdk.httpclient.keepalive.timeout", "4");
        }
    }

    private final HttpClient client;
    private final Duration timeout;

    public HttpCourier(ChannelSettings channel, Executor executor) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(channel.connectTimeout())
                .executor(executor);
        if (channel.caFile() != null) {
            builder.sslContext(TrustedCertificates.only(channel.caFile()));
        }
        this.client = builder.build();
        this.timeout = channel.timeout();
    }

    @Override
    public CompletionStage<Reply> send(Message message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(message.url())
                .timeout(timeout)
                .header("Content-Type", message.contentType())
                .header("User-Agent", "MedSentry")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        message.headers().forEach(request::setHeader);

        AtomicReference<Answer> begun = new AtomicReference<>();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request.build(), head -> {
            LimitedBody body = new LimitedBody(MOST_BODY_BYTES);
            begun.set(new Answer(head, body));
            return body;
        });
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    Answer answer = begun.get();
                    if (failure != null) {
                        exchange.cancel(true);
                        if (answer == null) {
                            throw new CourierException(text(failure));
                        }
                    }
                    return new Reply(
                            answer.head().statusCode(),
                            answer.head().headers().firstValue("Retry-After").orElse(null),
                            answer.body().soFar());
                });
    }

    private record Answer(HttpResponse.ResponseInfo head, LimitedBody body) {}

    private String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return "TLS: " + link.getMessage();
            }
            if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "cannot connect";
        }
        return cause instanceof IOException
                ? "connection lost"
                : cause.getClass().getSimpleName();
    }
}
