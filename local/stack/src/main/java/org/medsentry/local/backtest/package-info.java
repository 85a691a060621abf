/**
 * Judges files of the past by a rule set, with the very graphs that judge live: what would have been raised? See
 * docs/backtest.md.
 */
package org.medsentry.local.backtest;
