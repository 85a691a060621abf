package org.medsentry.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.LocalisedText;

/** Raises the level of other rules' firings where its condition holds. On adverse reactions it looks at suspected products. */
final class ModifierRule extends Rule {

    private final List<String> appliesTo;
    private final Pattern ids;
    private final int raise;
    private final Node when;
    private final LocalisedTemplate explanation;

    /** @param explanation a sentence added to the explanation of what it raised, or null */
    ModifierRule(Head head, List<String> appliesTo, int raise, Node when, LocalisedTemplate explanation) {
        super(head);
        this.appliesTo = List.copyOf(appliesTo);
        this.ids = Pattern.compile(
                appliesTo.stream().map(glob -> glob.replace("*", ".*")).collect(Collectors.joining("|")));
        this.raise = raise;
        this.when = when;
        this.explanation = explanation;
    }

    boolean appliesTo(String ruleId) {
        return ids.matcher(ruleId).matches();
    }

    List<String> appliesTo() {
        return appliesTo;
    }

    int raise() {
        return raise;
    }

    boolean holds(Frame frame) {
        return when.value(frame) == Boolean.TRUE;
    }

    /** What it says of the record whose facts it holds for. */
    Raise raise(Frame frame) {
        return new Raise(id(), raise, explanation == null ? null : explanation.render(frame));
    }

    /** @param added may be null */
    static LocalisedText joined(LocalisedText before, LocalisedText added) {
        return added == null ? before : new LocalisedText(before.zh() + added.zh(), before.en() + " " + added.en());
    }

    @Override
    String shapeText() {
        return "";
    }
}
