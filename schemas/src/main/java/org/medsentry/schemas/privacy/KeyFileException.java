package org.medsentry.schemas.privacy;

import java.nio.file.Path;

/** A key file cannot be used. The message names the file and the reason, never a key. */
public final class KeyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyFileException(Path file, String reason) {
        super("key file " + file + ": " + reason);
    }
}
