package org.medsentry.streaming.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An Elasticsearch whose every answer is decided by the test. */
final class TestingTransport implements ElasticsearchTransport {
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");

    private final List<Call> calls = new ArrayList<>();
    private boolean closed;

    /** A request that was sent and, in time, its answer. */
    record Call(Request request, CompletableFuture<Answer> answer) {

        List<String> ids() {
            List<String> ids = new ArrayList<>();
            Matcher matcher = ID.matcher(new String(request.body(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
            return ids;
        }

        void answer(int status, String body) {
            answer.complete(new Answer(status, body.getBytes(StandardCharsets.UTF_8)));
        }

        void takeAll() {
            judge(IntStream.range(0, ids().size()).map(i -> 201).toArray());
        }

        void judge(int... statuses) {
            answer(200, items(statuses));
        }

        void refuseConnection() {
            answer.completeExceptionally(new IOException("Connection refused"));
        }
    }

    static String items(int... statuses) {
        return IntStream.of(statuses)
                .mapToObj(status -> "{\"index\":{\"status\":" + status
                        + (status < 300 ? "" : ",\"error\":{\"type\":\"test_exception\",\"reason\":\"because\"}")
                        + "}}")
                .collect(Collectors.joining(",", "{\"errors\":true,\"items\":[", "]}"));
    }

    @Override
    public CompletableFuture<Answer> send(Request request) {
        Call call = new Call(request, new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    int count() {
        return calls.size();
    }

    Call call(int number) {
        return calls.get(number);
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    List<Call> open() {
        return calls.stream().filter(call -> !call.answer().isDone()).toList();
    }
}
