package org.medsentry.schemas.codec;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetterReason;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON Schema cannot say about a record that it finds valid, worked out the slow and plain way: check characters of
 * identity numbers, times against the clock, the order of two times.
 */
final class BeyondSchema {
    private static final Instant START_OF_2000 = Instant.parse("1999-12-31T16:00:00Z");
    private static final String IDENTITY_NUMBER = "[0-9]{17}[0-9Xx]";

    private BeyondSchema() {}

    /** As {@link SchemaVerdict#violations}. */
    static Map<String, Set<DeadLetterReason>> violations(Topic topic, JsonNode record, Instant receivedAt) {
        Map<String, Set<DeadLetterReason>> violations = new TreeMap<>();
        boolean report = topic == Topic.ADVERSE_REACTIONS;
        String streamTime = report ? "reportedAt" : "occurredAt";
        Instant time = time(record, streamTime);
        if (time.isAfter(receivedAt.plusSeconds(600)) || (!report && time.isBefore(START_OF_2000))) {
            violations.put("/" + streamTime, Set.of(DeadLetterReason.TIME_OUT_OF_RANGE));
        } else if (report && time.isBefore(time(record, "occurredAt"))) {
            violations.put("/reportedAt", Set.of(DeadLetterReason.CONSTRAINT));
        }
        String person = report ? "patient" : "buyer";
        boolean ignored =
                topic == Topic.ONLINE_SALES && !record.path("type").asString().equals("ORDER");
        String idNumber = Normalizer.normalize(
                        record.path(person).path("idNumber").asString(""), Normalizer.Form.NFKC)
                .strip();
        if (!ignored && idNumber.matches(IDENTITY_NUMBER) && !holds(idNumber)) {
            violations.put("/" + person + "/idNumber", Set.of(DeadLetterReason.CONSTRAINT));
        }
        return violations;
    }

    private static Instant time(JsonNode record, String field) {
        String text = record.get(field).asString().toUpperCase();
        LocalDateTime local = LocalDateTime.parse(text.substring(0, 19).replaceAll(":60$", ":59"));
        String rest = text.substring(19);
        String fraction = rest.replaceAll("^(\\.[0-9]+)?.*", "$1");
        long millis = fraction.isEmpty() ? 0 : Long.parseLong((fraction.substring(1) + "00").substring(0, 3));
        String offset = rest.substring(fraction.length());
        int minutes = offset.equals("Z")
                ? 0
                : (offset.startsWith("-") ? -1 : 1)
                        * (Integer.parseInt(offset.substring(1, 3)) * 60 + Integer.parseInt(offset.substring(4, 6)));
        return local.toInstant(ZoneOffset.UTC)
                .plusSeconds(text.startsWith(":60", 16) ? 1 : 0)
                .minusSeconds(60L * minutes)
                .plusMillis(millis);
    }

    /** ISO 7064 MOD 11-2 by its definition: the sum of a(i) * 2^(i-1) is 1 modulo 11. */
    private static boolean holds(String idNumber) {
        int remainder = 0;
        for (char character : idNumber.toUpperCase().toCharArray()) {
            remainder = (remainder * 2 + (character == 'X' ? 10 : character - '0')) % 11;
        }
        return remainder == 1;
    }
}
