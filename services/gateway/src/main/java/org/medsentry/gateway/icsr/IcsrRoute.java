package org.medsentry.gateway.icsr;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import org.medsentry.gateway.access.KeyHolder;
import org.medsentry.gateway.body.BodyException;
import org.medsentry.gateway.http.Admission;
import org.medsentry.gateway.http.Bodies;
import org.medsentry.gateway.http.Exchange;
import org.medsentry.gateway.http.HttpRefusal;
import org.medsentry.gateway.reception.Intake;
import org.medsentry.gateway.reception.Receipt;
import org.medsentry.gateway.reception.RefusalReason;
import org.medsentry.gateway.reception.Submission;
import org.medsentry.schemas.Stream;

/** Takes a batch of safety reports. XML that breaks off half way is no batch, so nothing is sent before it was read to its end. */
final class IcsrRoute implements Handler {
    private static final String REGION = "regionCode";

    private final IcsrReader reader = new IcsrReader();
    private final ReportVersions versions = new ReportVersions();
    private final ZoneId zone;
    private final InstantSource clock;
    private final Admission admission;
    private final Bodies bodies;
    private final Intake intake;

    IcsrRoute(ZoneId zone, InstantSource clock, Admission admission, Bodies bodies, Intake intake) {
        this.zone = zone;
        this.clock = clock;
        this.admission = admission;
        this.bodies = bodies;
        this.intake = intake;
    }

    @Override
    public void handle(Context context) throws Exception {
        KeyHolder holder = admission.require(context, Stream.ADVERSE_REACTIONS);
        if (!isXml(context.contentType())) {
            throw HttpRefusal.of(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/xml");
        }
        IcsrBatch batch = read(context, holder);
        holder.allowance().charge(batch.messages().size());
        Submission submission =
                intake.open(Stream.ADVERSE_REACTIONS, holder.key().source());
        for (IcsrMessage message : batch.messages()) {
            offer(message, submission);
        }
        Receipt receipt = intake.close(submission);
        Exchange.of(context).receipt(receipt);
        if (wantsXml(context.header("Accept"))) {
            IcsrAcknowledgement.write(context, batch, receipt, clock.instant().atZone(zone));
        } else {
            IcsrAnswer.write(context, batch, receipt);
        }
    }

    private IcsrBatch read(Context context, KeyHolder holder) {
        String region = context.queryParam(REGION);
        IcsrContext reports = new IcsrContext(
                holder.key().source(), region == null ? holder.key().regionCode() : region, zone);
        try (InputStream body = bodies.open(context)) {
            return reader.read(body, reports);
        } catch (IcsrException refused) {
            throw HttpRefusal.of(400, "MALFORMED_XML", refused.getMessage());
        } catch (BodyException unreadable) {
            throw HttpRefusal.of(unreadable.httpStatus(), unreadable.reason().name(), unreadable.getMessage());
        } catch (IOException gone) {
            throw HttpRefusal.of(400, "BODY_UNREADABLE", "the body ended before its end");
        }
    }

    private void offer(IcsrMessage message, Submission submission) {
        IcsrProblem problem = message.problem();
        if (problem != null) {
            submission.refuse(
                    message.worldwideId(), RefusalReason.of(problem.reason()), problem.pointer(), problem.message());
            return;
        }
        versions.settle(message.record());
        submission.offer(message.record().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isXml(String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/xml") || type.equals("text/xml");
    }

    private static boolean wantsXml(String accept) {
        return accept != null && accept.contains("/xml") && !accept.contains("application/json");
    }
}
