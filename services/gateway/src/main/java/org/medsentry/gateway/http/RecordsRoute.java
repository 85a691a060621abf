package org.medsentry.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import org.medsentry.gateway.access.KeyHolder;
import org.medsentry.gateway.body.BodyException;
import org.medsentry.gateway.body.BodyFeed;
import org.medsentry.gateway.body.BodyForm;
import org.medsentry.gateway.reception.Intake;
import org.medsentry.gateway.reception.Receipt;
import org.medsentry.gateway.reception.Submission;
import org.medsentry.schemas.Stream;

/** {@code POST /v1/<stream>}: records of one stream as JSON. What the body holds is taken record by record while it is read. */
final class RecordsRoute implements Handler {
    private final Stream stream;
    private final Admission admission;
    private final Bodies bodies;
    private final Intake intake;

    RecordsRoute(Stream stream, Admission admission, Bodies bodies, Intake intake) {
        this.stream = stream;
        this.admission = admission;
        this.bodies = bodies;
        this.intake = intake;
    }

    @Override
    public void handle(Context context) throws Exception {
        KeyHolder holder = admission.require(context, stream);
        BodyForm form = BodyForm.of(context.contentType())
                .orElseThrow(() -> HttpRefusal.of(
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "Content-Type must be application/json or application/x-ndjson, in UTF-8"));
        Submission submission = intake.open(stream, holder.key().source());
        try (InputStream body = bodies.open(context)) {
            BodyFeed.feed(form, body, submission, bodies.limits().records(), holder.allowance()::charge);
        } catch (BodyException unreadable) {
            throw HttpRefusal.of(unreadable.httpStatus(), unreadable.reason().name(), unreadable.getMessage());
        } catch (IOException gone) {
            // Nobody is there to be answered; what was sent is sent.
            Exchange.of(context).receipt(intake.close(submission));
            throw HttpRefusal.of(400, "BODY_UNREADABLE", "the body ended before its end");
        }
        Receipt receipt = intake.close(submission);
        Exchange.of(context).receipt(receipt);
        Answers.receipt(context, receipt);
    }
}
