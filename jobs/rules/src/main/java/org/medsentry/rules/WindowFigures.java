package org.medsentry.rules;

/** The figures of a window while it is being looked at. */
public interface WindowFigures {

    /** A measure that is a number. */
    double number(int measure);

    /** All of them, for conditions and texts. */
    CountRule.Window window();
}
