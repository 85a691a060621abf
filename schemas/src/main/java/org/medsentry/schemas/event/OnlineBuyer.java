package org.medsentry.schemas.event;

/** The buyer of an online order behind the ingest step. */
public record OnlineBuyer(String token, String phoneToken, String shipRegionCode) {}
