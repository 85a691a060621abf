package org.medsentry.rules;

/** Names the state of rules that share it with no other rule. */
final class Watches {

    private Watches() {}

    /** The same for every version of a rule that has the same shape, so that a tuned rule goes on from its state. */
    static String id(String kind, Rule.Head head, Each each, RuleKey key, String... more) {
        String text = String.join(
                "\n", head.id(), head.stream().id(), each.key(), key.type(), key.shape(), String.join("\n", more));
        return kind + "-" + Meaning.digest(text);
    }
}
