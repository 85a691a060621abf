package org.medsentry.gateway.icsr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/** The made-up case of {@code icsr/case.xml}, with changes. */
final class TestingCase {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final IcsrContext CONTEXT = new IcsrContext("clinic-network", "500111", SHANGHAI);

    private String xml;

    TestingCase() {
        try (InputStream in = TestingCase.class.getResourceAsStream("/icsr/case.xml")) {
            xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces each occurrence; there must be one. */
    TestingCase with(String old, String changed) {
        assertThat(xml).contains(old);
        xml = xml.replace(old, changed);
        return this;
    }

    String xml() {
        return xml;
    }

    byte[] bytes() {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    IcsrBatch batch() {
        return batch(CONTEXT);
    }

    IcsrBatch batch(IcsrContext context) {
        return read(bytes(), context);
    }

    IcsrMessage message() {
        return batch().messages().get(0);
    }

    /** What the jobs would make of it. */
    AdverseReaction report() {
        IcsrMessage message = message();
        assertThat(message.problem()).isNull();
        return decoded(message);
    }

    IcsrProblem problem() {
        IcsrMessage message = message();
        assertThat(message.record()).isNull();
        return message.problem();
    }

    static IcsrBatch read(byte[] body, IcsrContext context) {
        try {
            return new IcsrReader().read(new ByteArrayInputStream(body), context);
        } catch (IcsrException | IOException refused) {
            throw new AssertionError(refused);
        }
    }

    static AdverseReaction decoded(IcsrMessage message) {
        try {
            return new AdverseReactionDecoder(pseudonymiser())
                    .decode(
                            message.record().toString().getBytes(StandardCharsets.UTF_8),
                            Instant.parse("2026-11-23T00:00:00Z"));
        } catch (RecordException refused) {
            throw new AssertionError(refused.getMessage() + " " + message.record(), refused);
        }
    }

    static Pseudonymiser pseudonymiser() {
        return new Pseudonymiser(SecretKeys.of("test", Map.of("test", new byte[SecretKeys.KEY_BYTES])));
    }
}
