package org.medsentry.streaming;

import java.time.Instant;

/** What "now" means when a signal is stamped: the wall clock live, stream time where output must repeat byte for byte. */
public enum DetectionClock {
    WALL {
        @Override
        public Instant now(long streamTimeMillis) {
            return Instant.ofEpochMilli(System.currentTimeMillis());
        }
    },
    STREAM {
        @Override
        public Instant now(long streamTimeMillis) {
            return Instant.ofEpochMilli(streamTimeMillis);
        }
    };

    public abstract Instant now(long streamTimeMillis);

    public boolean isWall() {
        return this == WALL;
    }
}
