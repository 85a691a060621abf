package org.medsentry.local.vaers;

/** The files cannot be imported at all; the message is one line for the person who started the import. */
public final class VaersImportException extends RuntimeException {

    VaersImportException(String message) {
        super(message);
    }

    VaersImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
