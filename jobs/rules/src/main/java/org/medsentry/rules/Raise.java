package org.medsentry.rules;

import org.medsentry.schemas.document.LocalisedText;

/**
 * A modifier whose condition holds for a record, for rules that decide behind the shuffle.
 *
 * @param explanation the sentence it adds, or null
 */
public record Raise(String modifierId, int levels, LocalisedText explanation) {}
