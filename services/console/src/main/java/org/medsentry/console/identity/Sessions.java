package org.medsentry.console.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in, in memory: a restart signs everybody out. A session ends when nothing was asked for a while, at the latest after
 * its longest time, and at once when the person's entry changes or goes.
 */
public final class Sessions {

    private static final int SECRET_BYTES = 32;
    private static final int MOST_OF_A_USER = 20;

    private final Duration idle;
    private final Duration longest;
    private final IdentityProvider identities;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> sessions = new HashMap<>();

    private record Held(Session session, Instant used) {}

    public Sessions(Duration idle, Duration longest, IdentityProvider identities, Clock clock) {
        this.idle = idle;
        this.longest = longest;
        this.identities = identities;
        this.clock = clock;
    }

    /** A new session with secrets of its own, whatever the browser bore before. */
    public synchronized Session open(User user, Optional<Instant> lastVisit) {
        Instant now = clock.instant();
        sessions.values().removeIf(held -> hasEnded(held, now));
        List<Held> own = sessions.values().stream()
                .filter(held -> held.session().user().id().equals(user.id()))
                .sorted(Comparator.comparing(Held::used))
                .toList();
        for (int surplus = 0; surplus <= own.size() - MOST_OF_A_USER; surplus++) {
            sessions.remove(own.get(surplus).session().id());
        }
        Session session = new Session(secret(), user, secret(), now, lastVisit);
        sessions.put(session.id(), new Held(session, now));
        return session;
    }

    /** The session of this id, used now. */
    public Optional<Session> use(String id) {
        return find(id, true);
    }

    /** The session of this id, if it has not ended; looking is no use. */
    public Optional<Session> look(String id) {
        return find(id, false);
    }

    private synchronized Optional<Session> find(String id, boolean use) {
        Held held = id == null ? null : sessions.get(id);
        if (held == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (hasEnded(held, now) || hasChanged(held.session().user())) {
            sessions.remove(id);
            return Optional.empty();
        }
        if (use) {
            sessions.put(id, new Held(held.session(), now));
        }
        return Optional.of(held.session());
    }

    private boolean hasEnded(Held held, Instant now) {
        return now.isAfter(held.used().plus(idle))
                || now.isAfter(held.session().begun().plus(longest));
    }

    private boolean hasChanged(User user) {
        return !identities.current(user.id()).equals(Optional.of(user));
    }

    public synchronized void close(String id) {
        sessions.remove(id);
    }

    public synchronized int size() {
        return sessions.size();
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a change bears the session's token; takes equally long either way. */
    public static boolean isToken(Session session, String token) {
        return token != null
                && MessageDigest.isEqual(
                        session.csrfToken().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
