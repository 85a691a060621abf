package org.medsentry.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.medsentry.gateway.reception.Receipt;
import org.medsentry.gateway.reception.RecordResult;
import org.medsentry.gateway.reception.RecordStatus;

/** Writes what goes back to a sender. */
public final class Answers {
    private static final JsonFactory JSON = new JsonFactory();
    /** What the answer says of every record, in the form in which it is written. */
    private static final SerializableString INDEX = new SerializedString("index");

    private static final SerializableString EVENT_ID = new SerializedString("eventId");
    private static final SerializableString STATUS = new SerializedString("status");
    private static final Map<RecordStatus, SerializableString> STATUSES = new EnumMap<>(RecordStatus.class);

    static {
        for (RecordStatus status : RecordStatus.values()) {
            STATUSES.put(status, new SerializedString(status.name()));
        }
    }

    private static final String RETRY_AFTER = "Retry-After";
    private static final int RETRY_SECONDS = 5;

    private Answers() {}

    /** The result of each record, written as it goes. */
    public static void receipt(Context context, Receipt receipt) throws IOException {
        context.status(receipt.httpStatus());
        context.contentType("application/json");
        if (receipt.unavailable() > 0) {
            context.header(RETRY_AFTER, Integer.toString(RETRY_SECONDS));
        }
        write(context.outputStream(), receipt);
    }

    static void write(OutputStream target, Receipt receipt) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(target)) {
            out.writeStartObject();
            out.writeNumberField("records", receipt.results().size());
            out.writeNumberField("accepted", receipt.accepted());
            out.writeNumberField("duplicates", receipt.duplicates());
            out.writeNumberField("rejected", receipt.rejected());
            out.writeNumberField("unavailable", receipt.unavailable());
            out.writeArrayFieldStart("results");
            for (RecordResult result : receipt.results()) {
                out.writeStartObject();
                out.writeFieldName(INDEX);
                out.writeNumber(result.index());
                if (result.eventId() != null) {
                    out.writeFieldName(EVENT_ID);
                    out.writeString(result.eventId());
                }
                out.writeFieldName(STATUS);
                out.writeString(STATUSES.get(result.status()));
                if (result.reason() != null) {
                    out.writeStringField("reason", result.reason().name());
                    out.writeStringField("pointer", result.pointer());
                    out.writeStringField("message", result.message());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** Problem details (RFC 9457). */
    public static void problem(Context context, int status, String code, String detail, long retryAfterSeconds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("type", "about:blank");
            out.writeStringField("title", code);
            out.writeNumberField("status", status);
            out.writeStringField("detail", detail);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        context.status(status);
        if (retryAfterSeconds > 0) {
            context.header(RETRY_AFTER, Long.toString(retryAfterSeconds));
        }
        if (status == 401) {
            context.header("WWW-Authenticate", "Bearer realm=\"medsentry\"");
        }
        context.result(bytes.toByteArray());
        context.contentType("application/problem+json");
    }

    static void problem(Context context, HttpRefusal refusal) {
        problem(context, refusal.status(), refusal.code(), refusal.getMessage(), refusal.retryAfterSeconds());
    }
}
