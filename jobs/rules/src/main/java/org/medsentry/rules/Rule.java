package org.medsentry.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.LocalisedText;

/** A rule that passed its check, compiled and ready to judge. One subclass for each kind. */
public abstract sealed class Rule permits PatternRule, ModifierRule {

    private static final int SHAPE_DIGITS = 16;

    private final Head head;

    /**
     * What all kinds of rules have.
     *
     * @param title as written, its placeholders not filled in
     * @param slots local variables that its expressions need
     */
    record Head(String id, int version, RuleKind kind, Stream stream, LocalisedText title, String source, int slots) {}

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

    public final Stream stream() {
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
     * step ids and quantifiers. Neither the id nor conditions, thresholds, parameters, levels and texts are part of it, so
     * that a tuned rule keeps its state.
     */
    public final String shape() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String text = kind().key() + "\n" + stream().id() + "\n" + shapeText();
            byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SHAPE_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
