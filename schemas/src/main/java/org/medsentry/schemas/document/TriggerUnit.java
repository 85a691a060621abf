package org.medsentry.schemas.document;

import java.util.List;
import org.medsentry.schemas.reference.UnitRole;

/** A unit that a trigger goes to, and over which channels. */
public record TriggerUnit(String id, LocalisedText name, UnitRole role, List<String> channels) {}
