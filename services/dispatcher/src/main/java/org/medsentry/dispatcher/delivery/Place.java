package org.medsentry.dispatcher.delivery;

/** Where a trigger stands on its topic. */
public record Place(int partition, long offset) {}
