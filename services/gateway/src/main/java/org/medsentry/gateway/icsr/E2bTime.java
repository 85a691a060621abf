package org.medsentry.gateway.icsr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of HL7 v3 ({@code YYYY[MM[DD[hh[mm[ss[.f]]]]]][+hhmm]}). One that is not precise stands for the first instant of what
 * it names.
 */
final class E2bTime {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?)?)?)?)?([+-]\\d{2}:?\\d{2}|Z)?");

    private final LocalDateTime local;
    private final ZoneOffset offset;

    private E2bTime(LocalDateTime local, ZoneOffset offset) {
        this.local = local;
        this.offset = offset;
    }

    /** @return null if there is no value: missing, or a null flavor */
    static E2bTime of(XmlElement element, E2bElement meaning) throws IcsrProblemException {
        String value = element.attribute("value");
        if (value == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw IcsrProblemException.constraint(meaning, "is no time of the form YYYYMMDDhhmmss+hhmm");
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(matcher.group(1)),
                    number(matcher, 2, 1),
                    number(matcher, 3, 1),
                    number(matcher, 4, 0),
                    number(matcher, 5, 0),
                    number(matcher, 6, 0));
            String offset = matcher.group(8);
            return new E2bTime(local, offset == null ? null : ZoneOffset.of(offset));
        } catch (DateTimeException impossible) {
            throw IcsrProblemException.constraint(meaning, "is a time that no calendar has");
        }
    }

    private static int number(Matcher matcher, int group, int missing) {
        return matcher.group(group) == null ? missing : Integer.parseInt(matcher.group(group));
    }

    /** @param zone of a time that names no offset */
    Instant at(ZoneId zone) {
        return offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
    }

    int year() {
        return local.getYear();
    }

    /** The offset it names, else that zone. */
    ZoneId zoneOr(ZoneId zone) {
        return offset == null ? zone : offset;
    }
}
