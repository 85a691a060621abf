package org.medsentry.dispatcher.delivery;

/** No answer; the message is for people and names no address, since an address may hold a secret. */
public final class CourierException extends RuntimeException {

    public CourierException(String message) {
        super(message);
    }
}
