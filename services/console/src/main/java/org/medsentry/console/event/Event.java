package org.medsentry.console.event;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param number counts events of this process
 * @param data JSON
 * @param unread the same for whoever was last here before {@code raisedAt}
 */
public record Event(long number, String name, String data, String unread, Instant raisedAt) {

    /** Read everything anew. */
    public static final String RELOAD = "reload";
}
