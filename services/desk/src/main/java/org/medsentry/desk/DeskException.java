package org.medsentry.desk;

/** Something about the running system that its user can put right; the message says what, in one line. */
public final class DeskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DeskException(String message) {
        super(message);
    }

    public DeskException(String message, Throwable cause) {
        super(message, cause);
    }
}
