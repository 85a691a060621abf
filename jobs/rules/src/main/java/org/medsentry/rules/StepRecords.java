package org.medsentry.rules;

import java.util.List;

/** What the steps of a pattern have taken so far, in the order of time. */
@FunctionalInterface
public interface StepRecords {

    /** What travelled with the records that this step took; empty where it took none. */
    List<Captures> of(int step);
}
