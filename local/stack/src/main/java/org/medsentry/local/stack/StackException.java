package org.medsentry.local.stack;

/** Something about the local system that its user can put right; the message says what, in one line. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
