package org.medsentry.dispatcher.message;

import java.nio.charset.StandardCharsets;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Trigger;

/** The markdown that every group robot understands: Chinese first, English below. */
final class RobotText {
    private static final String CUT = "…";
    /** From a character of ASCII to its full-width form. */
    private static final int WIDE = 0xFEE0;

    private RobotText() {}

    /** @param title the headline in Chinese as the kind of robot shows it, markup included */
    static String markdown(Notice notice, String title, int mostBytes) {
        Trigger trigger = notice.trigger();
        LocalisedText headline = Wording.headline(trigger);
        StringBuilder text = new StringBuilder(title).append("\n\n");
        text.append(escape(trigger.explanation().zh())).append("\n\n");
        facts(text, trigger, true);
        text.append("\n").append(escape(headline.en())).append("\n\n");
        text.append(escape(trigger.explanation().en())).append("\n\n");
        facts(text, trigger, false);
        text.append("\n")
                .append("alert ")
                .append(trigger.alertId())
                .append(" rev ")
                .append(trigger.revision());
        return cut(text.toString(), mostBytes);
    }

    private static void facts(StringBuilder text, Trigger trigger, boolean chinese) {
        for (String[] fact : Wording.facts(trigger, chinese)) {
            text.append("- ")
                    .append(fact[0])
                    .append(chinese ? "：" : ": ")
                    .append(escape(fact[1]))
                    .append("\n");
        }
    }

    /**
     * Names of products and sellers come from outside: no link, picture, mention or markup of theirs takes effect. Not every robot
     * knows the backslash, so the wide forms of the characters stand in their place.
     */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '[', ']', '*', '`', '#', '<', '>' -> safe.appendCodePoint(point + WIDE);
                default -> safe.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
            }
        });
        return safe.toString();
    }

    /** At most this many bytes of UTF-8, cut between characters. */
    static String cut(String text, int mostBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
            return text;
        }
        int room = mostBytes - CUT.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder kept = new StringBuilder();
        for (int point : text.codePoints().toArray()) {
            room -= Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append(CUT).toString();
    }
}
