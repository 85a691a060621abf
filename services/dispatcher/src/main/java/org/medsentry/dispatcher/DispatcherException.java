package org.medsentry.dispatcher;

/** The dispatcher cannot start or go on; the message is for its operator and holds no secret. */
public final class DispatcherException extends RuntimeException {

    public DispatcherException(String message) {
        super(message);
    }

    public DispatcherException(String message, Throwable cause) {
        super(message, cause);
    }
}
