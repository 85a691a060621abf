package org.medsentry.console.identity;

/** A users file that cannot be used; the message says where and why, and never holds a hash. */
public final class UsersException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UsersException(String message) {
        super(message);
    }

    public UsersException(String message, Throwable cause) {
        super(message, cause);
    }
}
