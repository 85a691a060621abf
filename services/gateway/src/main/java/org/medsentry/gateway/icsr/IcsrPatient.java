package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Section D of a report, without anything that says who the patient is but a token, which becomes a keyed pseudonym at once. */
final class IcsrPatient {
    private static final String AGE = "3";
    private static final String WEIGHT = "7";

    /** Hospital, general practitioner, specialist, investigation: the likelier a number is to come again, the earlier. */
    private static final List<String> RECORD_NUMBERS = List.of("3", "1", "2", "4");

    private static final Map<String, Double> DAYS_OF_UNIT =
            Map.of("{decade}", 3652.425, "a", 365.2425, "mo", 30.436875, "wk", 7.0, "d", 1.0, "h", 1.0 / 24);

    private IcsrPatient() {}

    static ObjectNode of(XmlElement patient, Instant occurredAt, ZoneId zone) throws IcsrProblemException {
        XmlElement person = patient.first("player1");
        E2bTime birth = E2bTime.of(person.first("birthTime"), E2bElement.BIRTH);
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        Integer birthYear = birth != null ? Integer.valueOf(birth.year()) : birthYear(patient, occurredAt, zone);
        if (birthYear != null) {
            record.put("birthYear", birthYear);
        }
        record.put("sex", sex(person));
        BigDecimal weight = quantity(observation(patient, WEIGHT), E2bElement.WEIGHT);
        if (weight != null) {
            record.put(
                    "weightKg",
                    "g".equals(observation(patient, WEIGHT).attribute("unit")) ? weight.movePointLeft(3) : weight);
        }
        String token = token(person);
        if (token != null) {
            record.put("token", token);
        }
        return record;
    }

    private static String sex(XmlElement person) {
        String code = person.first("administrativeGenderCode").attribute("code");
        return switch (code == null ? "" : code) {
            case "1" -> "M";
            case "2" -> "F";
            default -> "U";
        };
    }

    private static Integer birthYear(XmlElement patient, Instant occurredAt, ZoneId zone) throws IcsrProblemException {
        XmlElement value = observation(patient, AGE);
        BigDecimal age = quantity(value, E2bElement.AGE);
        Double days = value.attribute("unit") == null ? null : DAYS_OF_UNIT.get(value.attribute("unit"));
        if (age == null || days == null || age.doubleValue() * days > 200 * 366) {
            return null;
        }
        Duration lived = Duration.ofSeconds(
                Math.round(age.doubleValue() * days * Duration.ofDays(1).toSeconds()));
        return occurredAt.minus(lived).atZone(zone).getYear();
    }

    private static XmlElement observation(XmlElement patient, String code) {
        return patient.all("subjectOf2", "observation")
                .filter(observation -> observation.isOf(code, CodeSystems.OBSERVATION))
                .findFirst()
                .orElse(XmlElement.NONE)
                .first("value");
    }

    private static BigDecimal quantity(XmlElement value, E2bElement meaning) throws IcsrProblemException {
        String text = value.attribute("value");
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw IcsrProblemException.constraint(meaning, "is no plain decimal number");
        }
        return new BigDecimal(text);
    }

    /** A record number alone is unique in one clinic only, and a company reports for many. */
    private static String token(XmlElement person) {
        for (String kind : RECORD_NUMBERS) {
            String number = person.all("asIdentifiedEntity")
                    .filter(identified -> identified.isOf(kind, CodeSystems.SOURCE_OF_RECORD_NUMBER))
                    .findFirst()
                    .orElse(XmlElement.NONE)
                    .first("id")
                    .attribute("extension");
            if (number != null) {
                return Stream.of(
                                kind,
                                number,
                                person.first("name").text(),
                                person.first("birthTime").attribute("value"),
                                sex(person))
                        .map(part -> part == null ? "" : part)
                        .collect(Collectors.joining("|"));
            }
        }
        return null;
    }
}
