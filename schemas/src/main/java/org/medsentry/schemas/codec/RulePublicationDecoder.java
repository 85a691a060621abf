package org.medsentry.schemas.codec;

import java.io.IOException;
import java.time.Instant;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;

/** Reads topic {@code rules}. Whether the rule's text is a rule is for the room of the rules to say. */
public final class RulePublicationDecoder {
    private static final FieldNames FIELDS =
            FieldNames.of("ruleId", "version", "state", "yaml", "publishedAt", "publishedBy");
    private static final Choices<RuleState> STATES = new Choices<>(RuleState.class);

    private RulePublicationDecoder() {}

    /**
     * Reads one publication.
     *
     * @param value one JSON object in UTF-8, at most 65,536 bytes; a tombstone (null) is no publication and fails
     * @throws RecordException if it breaks the contract
     */
    public static RulePublication decode(byte[] value) throws RecordException {
        return FieldReader.read(value, RulePublicationDecoder::read);
    }

    private static RulePublication read(FieldReader in) throws RecordException, IOException {
        String ruleId = null;
        Integer version = null;
        RuleState state = null;
        String yaml = null;
        Instant publishedAt = null;
        String publishedBy = null;
        while (in.next(FIELDS)) {
            switch (in.name()) {
                case "ruleId" -> ruleId = in.text(1, 64);
                case "version" -> version = in.integer(1, Integer.MAX_VALUE);
                case "state" -> state = in.choice(STATES);
                case "yaml" -> yaml = in.text(1, Integer.MAX_VALUE);
                case "publishedAt" -> publishedAt = in.time();
                case "publishedBy" -> publishedBy = in.text();
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new RulePublication(
                in.require(ruleId, "ruleId"),
                in.require(version, "version"),
                in.require(state, "state"),
                in.require(yaml, "yaml"),
                in.require(publishedAt, "publishedAt"),
                publishedBy);
    }
}
