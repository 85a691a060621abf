package org.medsentry.dispatcher.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerUnit;

/** A trigger of the topic, checked for what deliveries need of it. */
final class TriggerReading {
    private TriggerReading() {}

    /** @throws IllegalArgumentException if it is none; the message names the field and no value */
    static Trigger read(byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("no value");
        }
        Trigger trigger = Documents.fromJson(value, Trigger.class);
        Map<String, Object> required = new LinkedHashMap<>();
        required.put("/triggerId", trigger.triggerId());
        required.put("/alertId", trigger.alertId());
        required.put("/ruleId", trigger.ruleId());
        required.put("/cause", trigger.cause());
        required.put("/level", trigger.level());
        text(required, "/title", trigger.title());
        text(required, "/explanation", trigger.explanation());
        required.put("/units", trigger.units());
        required.put("/alsoTold", trigger.alsoTold());
        required.put("/firstEventAt", trigger.firstEventAt());
        required.put("/lastEventAt", trigger.lastEventAt());
        required.put("/raisedAt", trigger.raisedAt());
        required.put("/createdAt", trigger.createdAt());
        required.forEach(TriggerReading::present);
        for (int index = 0; index < trigger.units().size(); index++) {
            TriggerUnit unit = trigger.units().get(index);
            present("/units/" + index, unit);
            present("/units/" + index + "/id", unit.id());
            present("/units/" + index + "/channels", unit.channels());
            unit.channels().forEach(channel -> present("/units/*/channels/*", channel));
        }
        return trigger;
    }

    private static void text(Map<String, Object> required, String pointer, LocalisedText text) {
        required.put(pointer, text);
        required.put(pointer + "/zh", text == null ? null : text.zh());
        required.put(pointer + "/en", text == null ? null : text.en());
    }

    private static void present(String pointer, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(pointer + " is missing");
        }
    }
}
