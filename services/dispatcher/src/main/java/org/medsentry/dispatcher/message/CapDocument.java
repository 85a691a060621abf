package org.medsentry.dispatcher.message;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.medsentry.schemas.codec.DefaultZone;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerUnit;

/**
 * A trigger as an alert of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010), in Chinese and in English. The same trigger always gives
 * the same bytes, so that a repetition is one to a receiver of CAP, too.
 *
 * <p>The first message about an alert bears the alert's id and the time it was raised; later ones are updates that refer to it by these
 * two, which each trigger holds. So nobody has to remember what was sent.
 */
final class CapDocument {
    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(DefaultZone.SHANGHAI);
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final Trigger trigger;
    private final String sender;
    private final XMLStreamWriter out;

    private CapDocument(Trigger trigger, String sender, XMLStreamWriter out) {
        this.trigger = trigger;
        this.sender = sender;
        this.out = out;
    }

    static byte[] write(Trigger trigger, String sender) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try {
            XMLStreamWriter out = WRITERS.createXMLStreamWriter(bytes, "UTF-8");
            new CapDocument(trigger, sender, out).alert();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("CAP cannot be written", impossible);
        }
    }

    private void alert() throws XMLStreamException {
        boolean first = trigger.alsoTold().isEmpty();
        out.writeStartDocument("UTF-8", "1.0");
        out.setDefaultNamespace(NAMESPACE);
        out.writeStartElement(NAMESPACE, "alert");
        out.writeDefaultNamespace(NAMESPACE);
        element("identifier", first ? trigger.alertId() : trigger.triggerId());
        element("sender", sender);
        element("sent", time(first ? trigger.raisedAt() : trigger.createdAt()));
        element("status", trigger.drill() ? "Exercise" : "Actual");
        element("msgType", first ? "Alert" : "Update");
        element("source", "MedSentry " + trigger.ruleId());
        element("scope", "Restricted");
        element("restriction", "责任单位内部使用 For the responsible units only");
        element("addresses", addresses());
        if (trigger.drill()) {
            element("note", "演练，不是真实事件 This is a drill, not a real event");
        }
        if (!first) {
            element("references", sender + "," + trigger.alertId() + "," + time(trigger.raisedAt()));
        }
        element(
                "incidents",
                Stream.of(trigger.alertId(), trigger.previousAlertId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")));
        info(true);
        info(false);
        out.writeEndElement();
        out.writeEndDocument();
    }

    /** Everybody whom this trigger goes to, so that each knows of the others. */
    private String addresses() {
        return trigger.units().stream()
                .map(TriggerUnit::id)
                .map(id -> id.contains(" ") ? '"' + id + '"' : id)
                .collect(Collectors.joining(" "));
    }

    private void info(boolean chinese) throws XMLStreamException {
        LevelStyle style = LevelStyle.of(trigger.level());
        out.writeStartElement(NAMESPACE, "info");
        element("language", chinese ? "zh-CN" : "en-US");
        element("category", "Health");
        element("event", in(trigger.title(), chinese));
        element("responseType", "Assess");
        element("urgency", style.urgency());
        element("severity", style.severity());
        element("certainty", style.certainty());
        named("eventCode", "urn:medsentry:rule", trigger.ruleId());
        element("effective", time(trigger.raisedAt()));
        element("onset", time(trigger.firstEventAt()));
        element("senderName", chinese ? "药哨 MedSentry" : "MedSentry");
        element("headline", in(Wording.headline(trigger), chinese));
        element("description", in(trigger.explanation(), chinese));
        named("parameter", "level", trigger.level().name());
        named("parameter", "cause", trigger.cause().name());
        named("parameter", "revision", Integer.toString(trigger.revision()));
        named("parameter", "evidenceCount", Long.toString(trigger.evidenceCount()));
        named("parameter", "lastEventAt", time(trigger.lastEventAt()));
        for (String[] fact : Wording.facts(trigger, chinese)) {
            named("parameter", fact[0], fact[1]);
        }
        area(chinese);
        out.writeEndElement();
    }

    private void area(boolean chinese) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, "area");
        element("areaDesc", in(Wording.region(trigger.region()), chinese));
        if (trigger.region() != null) {
            named("geocode", "GB/T 2260", trigger.region().code());
        }
        out.writeEndElement();
    }

    private void named(String element, String name, String value) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, element);
        element("valueName", name);
        element("value", value);
        out.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, name);
        out.writeCharacters(allowed(text));
        out.writeEndElement();
    }

    private static String in(LocalisedText text, boolean chinese) {
        return chinese ? text.zh() : text.en();
    }

    /** Whole seconds and an offset in digits, as the standard wants. */
    private static String time(Instant time) {
        return TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Characters that XML 1.0 cannot hold give way to the replacement character. */
    private static String allowed(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(point -> result.appendCodePoint(isAllowed(point) ? point : 0xFFFD));
        return result.toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }
}
