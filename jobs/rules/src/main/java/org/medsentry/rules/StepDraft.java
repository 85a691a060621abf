package org.medsentry.rules;

import org.medsentry.rules.SequenceStep.Contiguity;
import org.medsentry.rules.SequenceStep.Repetition;

/** A step of a pattern while its file is being read: as written, rightly or not. */
final class StepDraft {

    final Section section;
    String id = "";
    Place place;

    /** Null where nothing is said. */
    Contiguity next;

    boolean absent;
    boolean optional;

    /** Null for once. */
    Repetition repetition;

    YamlNode.Text whenText;
    YamlNode.Text untilText;

    /** Null if it is not there or a problem has been added. */
    StepCondition when;

    /** Null if it is not there or a problem has been added. */
    StepCondition until;

    StepDraft(Section section) {
        this.section = section;
        this.place = section.ownPlace();
    }

    Contiguity contiguity() {
        return next == null ? Contiguity.RELAXED : next;
    }

    boolean isGreedy() {
        return repetition != null && repetition.greedy();
    }

    /** Whether it cannot be known when it is over. */
    boolean isOpenEnded() {
        return repetition != null && !repetition.isExact();
    }

    SequenceStep step() {
        return new SequenceStep(id, contiguity(), absent, optional, repetition);
    }
}
