package org.medsentry.local.simulator;

/** Names a record as evidence does. */
public record RecordReference(String stream, String source, String eventId) {}
