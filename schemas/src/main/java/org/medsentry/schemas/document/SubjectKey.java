package org.medsentry.schemas.document;

/**
 * What a rule is counted or matched by.
 *
 * @param type for instance {@code buyer}, {@code product+lot}; as in the rule
 * @param value the parts joined by {@code |}
 */
public record SubjectKey(String type, String value) {}
