package org.medsentry.console.rule;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsentry.desk.RuleHeader;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.rules.RuleProblem;

/** A rule file as somebody writes it: what is wrong with it, how it differs from another, which version it says it is. */
public final class RuleText {

    /** A publication with its text must fit into a record. */
    public static final int LONGEST = 48 * 1024;

    private static final Pattern VERSION = Pattern.compile("(?m)^version:.*$");
    private static final Pattern ID = Pattern.compile("(?m)^id:.*$");
    private static final String SHOWN = "rule.yaml";

    private RuleText() {}

    /** Something to be said of a line. */
    public record Finding(String severity, int line, int column, String message) {}

    /** What came of a check; {@code ruleId} is null where the text names none. */
    public record Checked(boolean valid, String ruleId, List<Finding> findings) {}

    public static Checked check(String yaml) {
        String ruleId = RuleHeader.of(yaml).id();
        try {
            RuleFile.parse(SHOWN, yaml);
            List<Finding> findings = RuleFile.examples(SHOWN, yaml).isEmpty()
                    ? List.of(new Finding("WARNING", 1, 1, "the rule has no examples"))
                    : List.of();
            return new Checked(true, ruleId, findings);
        } catch (RuleException invalid) {
            return new Checked(
                    false,
                    ruleId,
                    invalid.problems().stream().map(RuleText::finding).toList());
        }
    }

    private static Finding finding(RuleProblem problem) {
        return new Finding("ERROR", problem.line(), problem.column(), problem.message());
    }

    /** The text as that of another version. */
    public static String withVersion(String yaml, int version) {
        String line = "version: " + version;
        Matcher versions = VERSION.matcher(yaml);
        if (versions.find()) {
            return versions.replaceFirst(line);
        }
        Matcher ids = ID.matcher(yaml);
        return ids.find() ? yaml.substring(0, ids.end()) + "\n" + line + yaml.substring(ids.end()) : line + "\n" + yaml;
    }

    /** One line of two texts; {@code from} and {@code to} are its numbers there, or null. */
    public record Line(String kind, Integer from, Integer to, String text) {}

    public static List<Line> difference(String from, String to) {
        List<Line> lines = new ArrayList<>();
        for (AbstractDelta<String> part :
                DiffUtils.diff(from.lines().toList(), to.lines().toList(), true).getDeltas()) {
            int before = part.getSource().getPosition();
            int after = part.getTarget().getPosition();
            if (part.getType() == DeltaType.EQUAL) {
                for (String text : part.getSource().getLines()) {
                    lines.add(new Line("SAME", ++before, ++after, text));
                }
            } else {
                for (String text : part.getSource().getLines()) {
                    lines.add(new Line("REMOVED", ++before, null, text));
                }
                for (String text : part.getTarget().getLines()) {
                    lines.add(new Line("ADDED", null, ++after, text));
                }
            }
        }
        return lines;
    }
}
