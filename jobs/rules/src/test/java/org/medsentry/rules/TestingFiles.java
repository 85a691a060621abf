package org.medsentry.rules;

/** Small rule files that a test changes line by line. */
final class TestingFiles {

    /** Lines are numbered by the tests: do not add any above the end. */
    static final String PATTERN = """
            id: test-rule
            version: 1
            kind: pattern
            stream: purchase-registrations
            topic: PURCHASE
            level: III
            title: {zh: "题目", en: "Title"}
            parameters: {packages: 2, limit: 24 h}
            key: {type: buyer, value: [event.buyer.token]}
            steps:
              - id: sale
                when: event.quantity > parameters.packages
            explanation:
              zh: "买了 {event.quantity} 盒"
              en: "Bought {event.quantity}"
            """;

    static final String REPORT = """
            id: report-rule
            version: 1
            kind: pattern
            stream: adverse-reactions
            topic: REACTION
            level: IV
            title: {zh: "题目", en: "Title"}
            each: suspect
            key: {type: product, value: [suspect.productCode]}
            steps:
              - id: report
                when: "true"
            explanation: {zh: "甲", en: "A"}
            """;

    static final String MODIFIER = """
            id: test-modifier
            version: 1
            kind: modifier
            stream: purchase-registrations
            title: {zh: "题目", en: "Title"}
            appliesTo: ["test-*"]
            raise: 1
            when: event.quantity > 100
            """;

    private TestingFiles() {}

    static String pattern(String... replacements) {
        return changed(PATTERN, replacements);
    }

    static String report(String... replacements) {
        return changed(REPORT, replacements);
    }

    static String modifier(String... replacements) {
        return changed(MODIFIER, replacements);
    }

    /** A pattern with another condition on line 12, column 11. */
    static String when(String condition) {
        return pattern("event.quantity > parameters.packages", condition);
    }

    private static String changed(String file, String... replacements) {
        String changed = file;
        for (int index = 0; index < replacements.length; index += 2) {
            if (!changed.contains(replacements[index])) {
                throw new AssertionError("the file has no " + replacements[index]);
            }
            changed = changed.replace(replacements[index], replacements[index + 1]);
        }
        return changed;
    }
}
