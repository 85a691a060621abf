package org.medsentry.rules;

import org.medsentry.schemas.document.LocalisedText;

/** A text for people in both languages. */
record LocalisedTemplate(Template zh, Template en) {

    LocalisedText render(Frame frame) {
        return new LocalisedText(zh.render(frame), en.render(frame));
    }
}
