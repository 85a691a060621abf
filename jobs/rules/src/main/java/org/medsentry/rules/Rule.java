package org.medsentry.rules;

/** A rule that passed its check. */
public final class Rule {

    Rule() {}
}
