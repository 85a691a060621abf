package org.medsentry.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medsentry.console.TestingClock;
import org.medsentry.schemas.document.ActorRole;

class SessionsTest {

    private static final User ANN = new User("ann", "Ann", ActorRole.ANALYST, "1");

    private final TestingClock clock = new TestingClock();
    private final Map<String, User> known = new HashMap<>(Map.of("ann", ANN));
    private final Sessions sessions = new Sessions(
            Duration.ofMinutes(30),
            Duration.ofHours(8),
            new IdentityProvider() {
                @Override
                public Optional<User> authenticate(String userId, String password) {
                    return current(userId);
                }

                @Override
                public Optional<User> current(String userId) {
                    return Optional.ofNullable(known.get(userId));
                }
            },
            clock);

    @Test
    void aSessionLastsWhileItIsUsed() {
        Session session = sessions.open(ANN, Optional.empty());
        for (int use = 0; use < 15; use++) {
            clock.advance(Duration.ofMinutes(29));
            assertThat(sessions.use(session.id())).contains(session);
        }
        clock.advance(Duration.ofMinutes(31));
        assertThat(sessions.use(session.id())).isEmpty();
    }

    @Test
    void lookingIsNoUse() {
        Session session = sessions.open(ANN, Optional.empty());
        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.look(session.id())).isPresent();
        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.look(session.id())).isEmpty();
    }

    @Test
    void nothingLastsForEver() {
        Session session = sessions.open(ANN, Optional.empty());
        for (int use = 0; use < 17; use++) {
            clock.advance(Duration.ofMinutes(29));
            sessions.use(session.id());
        }
        assertThat(sessions.use(session.id())).isEmpty();
    }

    @Test
    void whoeverChangesOrGoesIsSignedOut() {
        Session session = sessions.open(ANN, Optional.empty());
        known.put("ann", new User("ann", "Ann", ActorRole.VIEWER, "1"));
        assertThat(sessions.use(session.id())).isEmpty();
        known.remove("ann");
        assertThat(sessions.use(sessions.open(ANN, Optional.empty()).id())).isEmpty();
    }

    @Test
    void everySessionHasSecretsOfItsOwn() {
        Session one = sessions.open(ANN, Optional.empty());
        Session other = sessions.open(ANN, Optional.empty());
        assertThat(one.id()).isNotEqualTo(other.id()).hasSizeGreaterThan(40);
        assertThat(Sessions.isToken(one, one.csrfToken())).isTrue();
        assertThat(Sessions.isToken(one, other.csrfToken())).isFalse();
        assertThat(Sessions.isToken(one, null)).isFalse();
        assertThat(one.toString()).doesNotContain(one.id(), one.csrfToken());
    }

    @Test
    void oneUserCannotFillTheMemory() {
        for (int time = 0; time < 100; time++) {
            sessions.open(ANN, Optional.empty());
        }
        assertThat(sessions.size()).isLessThanOrEqualTo(20);
    }
}
