/**
 * The rule language of MedSentry: rules are YAML files with conditions in CEL, checked when they are published and judged
 * on every record. {@link org.medsentry.rules.LiveRules} holds the rules in force, {@link org.medsentry.rules.RuleFile}
 * checks one file, {@link org.medsentry.rules.DefaultRules} is the catalogue that ships. The language is described for
 * analysts in {@code docs/rules.md}. Nothing here knows Flink or does any input or output.
 */
package org.medsentry.rules;
