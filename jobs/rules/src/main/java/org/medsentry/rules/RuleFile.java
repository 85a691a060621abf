package org.medsentry.rules;

import java.util.List;

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

    /**
     * The examples of a rule that passes its check.
     *
     * @throws RuleException if the examples themselves cannot be read
     */
    public static List<RuleExample> examples(String fileName, String yaml) throws RuleException {
        Problems problems = new Problems(fileName);
        Section file = new Section(YamlReader.read(yaml, problems), Place.START, "a rule", problems);
        String stream = file.oneOf("stream", true, RuleStream.ids());
        List<RuleExample> examples =
                stream == null ? List.of() : ExampleReader.read(file, RuleStream.of(stream), problems);
        problems.throwIfAny();
        return examples;
    }
}
