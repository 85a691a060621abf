package org.medsentry.gateway.icsr;

/** A body that is no E2B(R3) XML as a whole; nothing of it is taken. The message never holds text of the body. */
public final class IcsrException extends Exception {
    private static final long serialVersionUID = 1L;

    public IcsrException(String message) {
        super(message, null, false, false);
    }
}
