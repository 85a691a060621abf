/** Detectors by the names that rules call them, with what can be set of each. */
package org.medsentry.detectors.catalogue;
