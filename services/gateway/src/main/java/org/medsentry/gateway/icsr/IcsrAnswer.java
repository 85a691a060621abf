package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import org.medsentry.gateway.reception.Receipt;
import org.medsentry.gateway.reception.RecordResult;

/** The answer of the other routes, with the numbers that a sender of safety reports knows. */
final class IcsrAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String RETRY_AFTER_SECONDS = "5";

    private IcsrAnswer() {}

    static void write(Context context, IcsrBatch batch, Receipt receipt) throws IOException {
        head(context, receipt, "application/json");
        try (JsonGenerator out = JSON.createGenerator(context.outputStream())) {
            out.writeStartObject();
            put(out, "batchNumber", batch.number());
            out.writeNumberField("records", receipt.results().size());
            out.writeNumberField("accepted", receipt.accepted());
            out.writeNumberField("duplicates", receipt.duplicates());
            out.writeNumberField("rejected", receipt.rejected());
            out.writeNumberField("unavailable", receipt.unavailable());
            out.writeArrayFieldStart("results");
            for (RecordResult result : receipt.results()) {
                result(out, batch.messages().get(result.index()), result);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    static void head(Context context, Receipt receipt, String contentType) {
        context.status(receipt.httpStatus());
        context.contentType(contentType);
        if (receipt.unavailable() > 0) {
            context.header("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    private static void result(JsonGenerator out, IcsrMessage message, RecordResult result) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", result.index());
        put(out, "messageNumber", message.messageNumber());
        put(out, "safetyReportId", message.safetyReportId());
        put(out, "eventId", result.eventId());
        if (message.record() != null) {
            out.writeNumberField("version", message.record().get("version").intValue());
            out.writeBooleanField("nullified", message.record().get("nullified").booleanValue());
        }
        out.writeStringField("status", result.status().name());
        if (result.reason() != null) {
            out.writeStringField("reason", result.reason().name());
            if (result.pointer() != null && !result.pointer().isEmpty()) {
                element(out, message, result);
            }
            put(out, "pointer", result.pointer());
            put(out, "message", result.message());
        }
        if (!message.notes().isEmpty()) {
            out.writeArrayFieldStart("notes");
            for (String note : message.notes()) {
                out.writeString(note);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** What the jobs' own checks refuse is named by the element that the field came from. */
    private static void element(JsonGenerator out, IcsrMessage message, RecordResult result) throws IOException {
        if (message.problem() != null) {
            put(out, "element", message.problem().element());
            put(out, "path", message.problem().path());
        } else {
            E2bElement element = E2bElement.ofPointer(result.pointer());
            put(out, "element", element.number());
            put(out, "path", element.path());
        }
    }

    private static void put(JsonGenerator out, String field, String value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value);
        }
    }
}
