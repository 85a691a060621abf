package org.medsentry.rules;

/**
 * A compiled expression. It computes a value of its static {@link ValueType}, or null where a value that it needs is missing
 * or cannot be computed (then {@link Frame#fault} says why). Logic is Kleene's: unknown unless one side decides.
 */
@FunctionalInterface
interface Node {

    Object value(Frame frame);
}
