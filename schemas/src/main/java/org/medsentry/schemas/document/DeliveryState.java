package org.medsentry.schemas.document;

/** How a trigger fares on its way to a unit over a channel. */
public enum DeliveryState {
    /** Not tried yet. */
    PENDING,
    /** Tried, and to be tried again. */
    RETRYING,
    /** The receiver has taken it. */
    DELIVERED,
    /** Too old or refused for good; a person may send it again. */
    GIVEN_UP,
    /** The unit has no channel, or one that the dispatcher does not know. */
    NO_CHANNEL,
    /** Held back because its rule raised too many alerts at once. */
    WITHHELD;

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
        return this != PENDING && this != RETRYING;
    }
}
