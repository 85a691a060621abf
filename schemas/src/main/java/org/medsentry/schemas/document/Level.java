package org.medsentry.schemas.document;

/** Warning level, least severe first so that the natural order is the order of climbing. */
public enum Level {
    /** 一般, blue. */
    IV,
    /** 较大, yellow. */
    III,
    /** 重大, orange. */
    II,
    /** 特别重大, red. */
    I;

    /** 1 for level I to 4 for level IV. */
    public int rank() {
        return values().length - ordinal();
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }

    /** The level {@code steps} above this one, at most I. */
    public Level raised(int steps) {
        return values()[Math.min(ordinal() + steps, values().length - 1)];
    }

    public static Level highest(Level first, Level second) {
        return first.atLeast(second) ? first : second;
    }
}
