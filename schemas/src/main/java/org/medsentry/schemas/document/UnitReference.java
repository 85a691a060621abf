package org.medsentry.schemas.document;

import org.medsentry.schemas.reference.UnitRole;

/** A responsible unit as an alert names it. */
public record UnitReference(String id, LocalisedText name, UnitRole role) {}
