/**
 * What people do with a running system, whichever way they come: publish and pause rules, act on alerts, replay dead letters,
 * send triggers again, start drills. The command line and the console share it, so that both do the same. Topics only; no Flink.
 */
package org.medsentry.desk;
