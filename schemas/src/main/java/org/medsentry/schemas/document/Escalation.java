package org.medsentry.schemas.document;

import java.time.Instant;
import java.util.List;

/**
 * Nobody acknowledged the alert in time.
 *
 * @param at when it was escalated
 * @param deadline by when somebody should have acknowledged it
 * @param units who was told beyond those told before; empty where nobody is left above
 */
public record Escalation(Instant at, Instant deadline, Level level, List<UnitReference> units) {}
