package org.medsentry.streaming.alert.life;

import java.io.Serializable;
import java.time.Duration;
import org.medsentry.schemas.document.Level;

/** How long each level may wait for somebody to acknowledge it. */
public record EscalationTimes(Duration i, Duration ii, Duration iii, Duration iv) implements Serializable {

    public Duration of(Level level) {
        return switch (level) {
            case I -> i;
            case II -> ii;
            case III -> iii;
            case IV -> iv;
        };
    }
}
