package org.medsentry.console.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBoardTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final EventBoard board = new EventBoard();

    @Test
    void whoeverListensHearsOfItOnce() throws Exception {
        Listener listener = board.join(null, Optional.empty());
        board.publish("rule", "{}");
        assertThat(listener.next(AT_ONCE).orElseThrow().name()).isEqualTo("rule");
        assertThat(listener.next(AT_ONCE)).isEmpty();
        listener.close();
        board.publish("rule", "{}");
        assertThat(listener.next(AT_ONCE)).isEmpty();
    }

    @Test
    void whatWasMissedIsMadeUpFor() throws Exception {
        Listener first = board.join(null, Optional.empty());
        board.publish("rule", "1");
        String seen = board.id(first.next(AT_ONCE).orElseThrow());
        first.close();
        board.publish("rule", "2");
        board.publish("rule", "3");
        Listener second = board.join(seen, Optional.empty());
        assertThat(second.next(AT_ONCE).orElseThrow().data()).isEqualTo("2");
        assertThat(second.next(AT_ONCE).orElseThrow().data()).isEqualTo("3");
        assertThat(second.next(AT_ONCE)).isEmpty();
    }

    @Test
    void whatCannotBeMadeUpForIsReadAnew() throws Exception {
        Listener first = board.join(null, Optional.empty());
        board.publish("rule", "1");
        String seen = board.id(first.next(AT_ONCE).orElseThrow());
        for (int event = 0; event < 1001; event++) {
            board.publish("rule", "later");
        }
        assertThat(name(board.join(seen, Optional.empty()))).isEqualTo(Event.RELOAD);
        assertThat(name(board.join("other-1", Optional.empty()))).isEqualTo(Event.RELOAD);
        assertThat(name(board.join("nonsense", Optional.empty()))).isEqualTo(Event.RELOAD);
        assertThat(name(board.join(seen.split("-")[0] + "-99999", Optional.empty())))
                .isEqualTo(Event.RELOAD);
        board.lost();
        assertThat(name(board.join(seen, Optional.empty()))).isEqualTo(Event.RELOAD);
    }

    private static String name(Listener listener) throws Exception {
        return listener.next(AT_ONCE).orElseThrow().name();
    }

    @Test
    void aSlowBrowserIsToldToReadAnew() throws Exception {
        Listener slow = board.join(null, Optional.empty());
        for (int event = 0; event <= Listener.MOST_WAITING; event++) {
            board.publish("rule", "{}");
        }
        assertThat(name(slow)).isEqualTo(Event.RELOAD);
        assertThat(slow.next(AT_ONCE)).isEmpty();
    }

    @Test
    void anAlertIsUnreadForWhoeverWasHereBefore() throws Exception {
        Instant raised = Instant.parse("2026-11-23T00:00:00Z");
        Listener before = board.join(null, Optional.of(raised.minusSeconds(1)));
        Listener after = board.join(null, Optional.of(raised.plusSeconds(1)));
        board.publish("alert", "read", "unread", raised);
        assertThat(before.data(before.next(AT_ONCE).orElseThrow())).isEqualTo("unread");
        assertThat(after.data(after.next(AT_ONCE).orElseThrow())).isEqualTo("read");
    }

    @Test
    void atTheEndNobodyWaits() throws Exception {
        Listener listener = board.join(null, Optional.empty());
        board.close();
        assertThat(listener.next(Duration.ofSeconds(30))).isEmpty();
        assertThat(listener.hasEnded()).isTrue();
        assertThat(board.join(null, Optional.empty()).hasEnded()).isTrue();
    }
}
