package org.medsentry.streaming.alert.life;

import java.time.Instant;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.ResponsibilityTopic;

/**
 * An alert has opened: what counts the alerts of a rule needs to know of it.
 *
 * @param topic which units it concerns
 * @param muted another alert speaks for it, or a person has silenced it: nobody is told of it
 */
public record Opening(
        String ruleId,
        int ruleVersion,
        String alertId,
        Level level,
        Instant raisedAt,
        ResponsibilityTopic topic,
        SubjectKey key,
        String caseKey,
        RegionReference region,
        LocalisedText title,
        boolean drill,
        boolean muted) {}
