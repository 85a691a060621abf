package org.medsentry.schemas.document;

import java.time.Instant;

/**
 * One version of a rule as it travels on topic {@code rules}, keyed {@code ruleId#version}. The highest version of a rule
 * id is the one that counts; publishing the same version again may change its state, never its text.
 *
 * @param yaml the rule file
 * @param publishedBy who published it, for the history
 */
public record RulePublication(
        String ruleId, int version, RuleState state, String yaml, Instant publishedAt, String publishedBy) {

    /** Key on the topic, so that compaction keeps the history. */
    public String id() {
        return ruleId + "#" + version;
    }
}
