package org.medsentry.rules;

import org.medsentry.schemas.document.LocalisedText;

/** A rule that passed its check, compiled and ready to judge. One subclass for each kind. */
public abstract sealed class Rule permits OneRecordRule, KeyedRule, ModifierRule {

    private final Head head;

    /**
     * What all kinds of rules have.
     *
     * @param title as written, its placeholders not filled in
     * @param slots local variables that its expressions need
     */
    record Head(
            String id, int version, RuleKind kind, RuleStream stream, LocalisedText title, String source, int slots) {

        Head with(LocalisedText written, int localVariables) {
            return new Head(id, version, kind, stream, written, source, localVariables);
        }
    }

    Rule(Head head) {
        this.head = head;
    }

    public final String id() {
        return head.id();
    }

    public final int version() {
        return head.version();
    }

    public final RuleKind kind() {
        return head.kind();
    }

    public final RuleStream stream() {
        return head.stream();
    }

    /** As written, its placeholders not filled in. */
    public final LocalisedText title() {
        return head.title();
    }

    /** The regulation or paper that the rule stands on, or null. */
    public final String source() {
        return head.source();
    }

    /**
     * A stable hash of what makes half-matched state of one version unusable to the next: kind, stream, what is judged, key,
     * what is measured, step ids and quantifiers. Neither the id nor conditions, thresholds, parameters, levels and texts are part of it, so
     * that a tuned rule keeps its state.
     */
    public final String shape() {
        return Meaning.digest(kind().key() + "\n" + stream().id() + "\n" + shapeText());
    }

    abstract String shapeText();

    final int slots() {
        return head.slots();
    }

    @Override
    public final String toString() {
        return id() + "#" + version();
    }
}
