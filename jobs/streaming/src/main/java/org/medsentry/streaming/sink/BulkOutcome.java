package org.medsentry.streaming.sink;

import java.io.IOException;
import java.util.List;
import org.medsentry.streaming.sink.ElasticsearchTransport.Answer;

/** What became of a bulk request as a whole: the upper half of the sink's failure table. */
sealed interface BulkOutcome {
    int BAD_REQUEST = 400;
    int TOO_LARGE = 413;
    String INVALID_OPERATION = "action_request_validation_exception";

    /** Elasticsearch has judged each operation. */
    record Judged(List<BulkItem> items) implements BulkOutcome {}

    /** No operation was judged, because at least one of them makes the request unacceptable. */
    record Unacceptable(Rejection rejection) implements BulkOutcome {}

    /**
     * No operation was judged, and none is to blame: to be sent again later, as it is.
     *
     * @param answered whether anything answered at all
     */
    record Failed(String what, boolean answered) implements BulkOutcome {
        static Failed of(Answer answer, Throwable failure) {
            if (failure != null) {
                String message = failure.getMessage();
                return new Failed(message == null ? failure.getClass().getSimpleName() : message, false);
            }
            String type = BulkResponse.error(answer.body())
                    .map(error -> " (" + error.type() + ")")
                    .orElse("");
            return new Failed("status " + answer.status() + type + meaning(answer.status()), true);
        }

        private static String meaning(int status) {
            return switch (status) {
                case 401 -> ", the credentials are not accepted";
                case 403 -> ", the credentials do not allow this";
                case 404 -> ", this does not seem to be the address of Elasticsearch";
                default -> "";
            };
        }
    }

    /**
     * @param answer null if there was none
     * @param failure why there was none
     * @param operations the number of operations in the request
     */
    static BulkOutcome of(Answer answer, Throwable failure, int operations) {
        if (failure != null) {
            return Failed.of(answer, failure);
        }
        if (answer.isSuccess()) {
            try {
                return new Judged(BulkResponse.parse(answer.body(), operations));
            } catch (IOException e) {
                return new Failed("status " + answer.status() + ", but not an answer of Elasticsearch", true);
            }
        }
        if (answer.status() == TOO_LARGE) {
            return new Unacceptable(new Rejection(TOO_LARGE, "request_too_large", "too large to be sent"));
        }
        // Only this kind: any other refusal with 400 is the fault of a proxy, an address or ourselves, and would refuse
        // everything.
        if (answer.status() == BAD_REQUEST) {
            return BulkResponse.error(answer.body())
                    .filter(error -> error.type().equals(INVALID_OPERATION))
                    .<BulkOutcome>map(
                            error -> new Unacceptable(new Rejection(BAD_REQUEST, error.type(), error.reason())))
                    .orElseGet(() -> Failed.of(answer, null));
        }
        return Failed.of(answer, null);
    }
}
