/**
 * Series of counts by day or week: what makes their panes, when panes are over, and which of them are known whole. Free of Flink; the
 * detectors that judge them are a room of their own.
 */
package org.medsentry.rules.baseline;
