package org.medsentry.streaming;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.privacy.MaskedPreview;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.SecretKeys;
import org.medsentry.streaming.sink.BulkOperation;
import org.medsentry.streaming.sink.Rejection;

/**
 * Makes a dead letter of a document that Elasticsearch refuses. The document itself is still on its topic; the dead letter
 * says that people cannot see it, and why.
 */
final class RejectedDocuments implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String STREAM = "elasticsearch";

    private final String keyFile;

    private transient PayloadCipher cipher;

    RejectedDocuments(String keyFile) {
        this.keyFile = keyFile;
    }

    DeadLetter deadLetter(BulkOperation rejected, Rejection rejection) {
        if (cipher == null) {
            cipher = new PayloadCipher(SecretKeys.load(Path.of(keyFile)));
        }
        String document = rejected.index() + '\u0000' + rejected.id() + '\u0000' + rejected.version();
        return new DeadLetter(
                UUID.nameUUIDFromBytes(document.getBytes(StandardCharsets.UTF_8))
                        .toString(),
                STREAM,
                null,
                DeadLetterReason.REJECTED_BY_INDEX,
                "",
                // Not the server's sentence, which may quote a value.
                "document " + rejected.id() + " was refused with status " + rejection.status() + ", "
                        + rejection.type(),
                Instant.now(),
                rejected.index(),
                0,
                rejected.version(),
                MaskedPreview.of(rejected.source()),
                cipher.currentKeyId(),
                cipher.encrypt(rejected.source()));
    }
}
