package org.medsentry.rules;

/**
 * A part of an expression that looks at one record alone: evaluated before the shuffle, its value travels with the record.
 *
 * @param id hash of its meaning, so that both ends name it alike whatever rules share it
 */
record Capture(long id, Node node) {}
