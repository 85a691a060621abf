package org.medsentry.dispatcher.channel;

import java.nio.charset.StandardCharsets;

/** A shared secret that no log, message or text of an exception shows. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        this.text = text;
    }

    public String text() {
        return text;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
