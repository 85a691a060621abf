package org.medsentry.gateway.icsr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One element of a message with what lies below it. Absent elements are {@link #NONE}, which has nothing below it either, so
 * that a path can be followed to its end before anybody asks whether it is there.
 */
final class XmlElement {
    static final XmlElement NONE = new XmlElement("");

    private static final int LONGEST_TEXT = 4_000;

    private final String name;
    private final Map<String, String> attributes = new HashMap<>(4);
    private final List<XmlElement> children = new ArrayList<>(2);
    private final StringBuilder text = new StringBuilder(0);

    XmlElement(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void put(String attribute, String value) {
        attributes.put(attribute, value);
    }

    /** What is longer than any text that is read is of no interest: attachments, narratives. */
    void append(char[] characters, int start, int length) {
        text.append(characters, start, Math.min(length, LONGEST_TEXT - text.length()));
    }

    boolean isPresent() {
        return this != NONE;
    }

    /** All elements at the end of this path, in document order. */
    Stream<XmlElement> all(String... path) {
        Stream<XmlElement> found = Stream.of(this);
        for (String step : path) {
            found = found.flatMap(element -> element.children.stream()).filter(child -> child.name.equals(step));
        }
        return found;
    }

    XmlElement first(String... path) {
        return all(path).findFirst().orElse(NONE);
    }

    /** Trimmed; null where it is missing, blank or the element has a null flavor instead. */
    String attribute(String attribute) {
        return present(attributes.get(attribute));
    }

    /** Trimmed; null where there is none. */
    String text() {
        return present(text.toString());
    }

    /** Whether its {@code code} is this one of this code system. */
    boolean isOf(String code, String codeSystem) {
        XmlElement coded = first("code");
        return code.equals(coded.attribute("code")) && codeSystem.equals(coded.attribute("codeSystem"));
    }

    private static String present(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
