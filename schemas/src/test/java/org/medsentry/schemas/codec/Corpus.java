package org.medsentry.schemas.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.DeadLetterReason;

/** Good and bad records of each stream, kept as files so that other rooms can use them as well. */
final class Corpus {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Corpus() {}

    /** A record that must be refused, with the reason and the place that must be given. */
    record BadRecord(DeadLetterReason reason, String pointer, String json) {}

    static List<String> good(Stream stream) {
        return lines("/corpus/" + stream.id() + ".good.jsonl");
    }

    static List<BadRecord> bad(Stream stream) {
        return lines("/corpus/" + stream.id() + ".bad.jsonl").stream()
                .map(Corpus::badRecord)
                .toList();
    }

    private static BadRecord badRecord(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            return new BadRecord(
                    DeadLetterReason.valueOf(node.get("reason").asText()),
                    node.get("pointer").asText(),
                    node.get("record").asText());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** The lines of a resource. */
    static List<String> lines(String resource) {
        try (InputStream stream = Corpus.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
