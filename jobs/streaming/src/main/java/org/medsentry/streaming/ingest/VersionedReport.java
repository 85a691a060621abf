package org.medsentry.streaming.ingest;

import org.medsentry.schemas.event.AdverseReaction;

/**
 * A report version and what it puts in place of.
 *
 * @param previous the version known before, whose counts are to be taken back; null for the first that came
 */
public record VersionedReport(AdverseReaction current, AdverseReaction previous) {}
