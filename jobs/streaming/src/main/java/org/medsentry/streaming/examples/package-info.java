/**
 * Runs the examples that rule files carry, in memory and in milliseconds: what a rule must raise, and what it must not. See
 * docs/rules.md.
 */
package org.medsentry.streaming.examples;
