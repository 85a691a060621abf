package org.medsentry.streaming.alert;

import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.UnitReference;

/** A unit that answers for a signal's region and topic, once the alert is at least at {@code minLevel}. */
public record Responsibility(UnitReference unit, Level minLevel) {}
