package org.medsentry.rules;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A keyed rule in force, with what the moment adds to it.
 *
 * @param watchIds names of the state it reads: its own first, then those of earlier versions that it goes on from
 * @param modifiers ids of the modifiers that concern it
 * @param since when this version was published
 */
public record InForce(KeyedRule rule, boolean shadow, List<String> watchIds, Set<String> modifiers, Instant since) {}
