package org.medsentry.console;

/** The console cannot start; the message says why, in one line. */
public final class ConsoleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConsoleException(String message) {
        super(message);
    }

    public ConsoleException(String message, Throwable cause) {
        super(message, cause);
    }
}
