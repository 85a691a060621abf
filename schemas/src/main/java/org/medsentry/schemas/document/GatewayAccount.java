package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.List;

/**
 * What one running gateway answered one network on one day, added up. Each replaces the one before of the same source, day and instance;
 * those of all instances together are the day.
 *
 * @param day {@code YYYY-MM-DD} in the gateway's zone, by the receipt of the request
 * @param instance of the gateway; a restart is another instance
 */
public record GatewayAccount(
        String source, String day, String instance, Instant updatedAt, List<StreamAccount> streams) {

    /**
     * @param unavailable answered as to be sent again
     * @param rejected by reason
     */
    public record StreamAccount(
            String stream, long accepted, long duplicates, long unavailable, List<Rejected> rejected) {}

    /** Records of one reason. */
    public record Rejected(String reason, long records) {}
}
