package org.medsentry.schemas.event;

/** The patient of a report behind the ingest step; {@code token} is null where the report names nobody. */
public record Patient(String token, Integer birthYear, Sex sex, Double weightKg) {}
