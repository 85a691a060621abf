package org.medsentry.gateway.access;

/** The keys file cannot be used; the message says where and why and holds no key. */
public final class KeysFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
