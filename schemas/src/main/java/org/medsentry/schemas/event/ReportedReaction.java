package org.medsentry.schemas.event;

/** One reaction of a report: MedDRA preferred term code, its name and its system organ class. */
public record ReportedReaction(String code, String term, String systemOrganClass) {}
