package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortTimersTest {

    private final ShortTimers timers = new ShortTimers();
    private final List<String> fired = new ArrayList<>();

    private void note(String key, String watchId, long time) {
        fired.add(key + " " + watchId + " " + time);
    }

    @Test
    void fireInTheOrderOfTimeThenOfSettingUpToTheWatermark() throws Exception {
        timers.set("b", "watch", 2);
        timers.set("a", "watch", 1);
        timers.set("a", "other", 2);
        timers.set("c", "watch", 3);

        timers.advance(2, this::note);

        assertThat(fired).containsExactly("a watch 1", "b watch 2", "a other 2");
        timers.advance(2, this::note);
        assertThat(fired).hasSize(3);
    }

    @Test
    void thoseThatAreSetByOneThatFiresFireTooWhenTheyAreDue() throws Exception {
        timers.set("a", "watch", 1);

        timers.advance(2, (key, watchId, time) -> {
            note(key, watchId, time);
            if (time < 4) {
                timers.set(key, watchId, time + 1);
            }
        });

        assertThat(fired).containsExactly("a watch 1", "a watch 2");
        timers.clear(this::note);
        assertThat(fired).endsWith("a watch 3");
    }

    @Test
    void areGoneWhenTheyHaveBeenTakenOut() throws Exception {
        timers.set("a", "watch", Long.MAX_VALUE);
        timers.clear(this::note);
        timers.clear(this::note);

        assertThat(fired).containsExactly("a watch " + Long.MAX_VALUE);
    }
}
