package org.medsentry.rules;

/** Reads and checks one rule file. */
public final class RuleFile {

    private RuleFile() {}

    /**
     * Parses and checks a rule completely: what passes here cannot fail on a record for a reason that could have been known.
     *
     * @param fileName named in problems only
     * @throws RuleException with all problems at once, each with its line and column
     */
    public static Rule parse(String fileName, String yaml) throws RuleException {
        return RuleReader.read(fileName, yaml);
    }
}
