/**
 * Holds the measures against what packages for R print for the same tables. The reference files are no part of the project: whoever has
 * the folder can compare.
 */
package org.medsentry.detectors.disproportionality.parity;
