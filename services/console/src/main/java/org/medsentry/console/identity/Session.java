package org.medsentry.console.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who has signed in.
 *
 * @param id a secret: whoever has it is that person
 * @param csrfToken what every change has to bear, so that no other site can make one with the person's cookie
 * @param lastVisit when the person was here before this session
 */
public record Session(String id, User user, String csrfToken, Instant begun, Optional<Instant> lastVisit) {

    /** Never the secrets. */
    @Override
    public String toString() {
        return "Session[" + user.id() + "]";
    }
}
