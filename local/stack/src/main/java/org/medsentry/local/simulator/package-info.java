/**
 * Makes a believable month of what smart pharmacies, hospitals and online platforms send, with stories hidden in it whose
 * truth is known: for the demo, for tests of the whole system, and for the benchmarks. The same settings give the same bytes.
 *
 * <p>People, pharmacies, platforms and records are made up. Identity numbers are valid by GB 11643 because the system has to
 * recognise them; that one is somebody's is chance.
 */
package org.medsentry.local.simulator;
