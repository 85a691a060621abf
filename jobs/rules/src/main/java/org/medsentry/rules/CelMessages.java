package org.medsentry.rules;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what CEL's checker found in words for somebody who writes rules, not compilers. */
final class CelMessages {

    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '(.*)'");
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '(.*?)' applied to '(.*?)' .*", Pattern.DOTALL);

    private CelMessages() {}

    static boolean isUnknownField(String message) {
        return UNDEFINED_FIELD.matcher(message).matches();
    }

    /** The name or field that CEL does not know, or null where the message is about something else. */
    static String unknown(String message) {
        for (Pattern pattern : List.of(UNDECLARED, UNDEFINED_FIELD)) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    static String plain(String message, Collection<String> names, Collection<String> fields) {
        Matcher field = UNDEFINED_FIELD.matcher(message);
        if (field.matches()) {
            return "unknown field '" + field.group(1) + "'" + Suggestion.of(field.group(1), fields);
        }
        Matcher name = UNDECLARED.matcher(message);
        if (name.matches()) {
            return "unknown name '" + name.group(1) + "'" + Suggestion.of(name.group(1), names);
        }
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            String types = overload.group(2).replaceAll("google\\.protobuf\\.(\\w)(\\w*)", "$1$2");
            String hint = types.contains("null") ? "; nothing is ever null, ask has(...)" : "";
            return "'" + function(overload.group(1)) + "' does not go with " + types + hint;
        }
        int expecting = message.indexOf(" expecting ");
        String syntax = expecting < 0 ? message : message.substring(0, expecting);
        return syntax.replace("'<EOF>'", "end of the expression").replace("<EOF>", "end of the expression");
    }

    private static String function(String name) {
        return name.replace("_", "").replace("@", "");
    }
}
