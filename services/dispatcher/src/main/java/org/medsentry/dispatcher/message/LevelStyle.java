package org.medsentry.dispatcher.message;

import org.medsentry.schemas.document.Level;

/** How people speak of the levels, and how CAP grades them. */
enum LevelStyle {
    SPECIALLY_MAJOR("Ⅰ级 特别重大 红色", "level I, red", "red", "Immediate", "Extreme", "Observed"),
    MAJOR("Ⅱ级 重大 橙色", "level II, orange", "orange", "Immediate", "Severe", "Observed"),
    LARGE("Ⅲ级 较大 黄色", "level III, yellow", "yellow", "Expected", "Moderate", "Likely"),
    ORDINARY("Ⅳ级 一般 蓝色", "level IV, blue", "blue", "Future", "Minor", "Possible");

    private final String chinese;
    private final String english;
    private final String colour;
    private final String urgency;
    private final String severity;
    private final String certainty;

    LevelStyle(String chinese, String english, String colour, String urgency, String severity, String certainty) {
        this.chinese = chinese;
        this.english = english;
        this.colour = colour;
        this.urgency = urgency;
        this.severity = severity;
        this.certainty = certainty;
    }

    static LevelStyle of(Level level) {
        return switch (level) {
            case I -> SPECIALLY_MAJOR;
            case II -> MAJOR;
            case III -> LARGE;
            case IV -> ORDINARY;
        };
    }

    /** Number, word and colour. */
    String chinese() {
        return chinese;
    }

    String english() {
        return english;
    }

    String colour() {
        return colour;
    }

    String urgency() {
        return urgency;
    }

    String severity() {
        return severity;
    }

    String certainty() {
        return certainty;
    }
}
