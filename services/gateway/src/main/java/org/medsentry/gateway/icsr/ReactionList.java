package org.medsentry.gateway.icsr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.Seriousness;

/** Section E.i of a report: what the patient suffered, since when, how badly, and how it ended. */
record ReactionList(ArrayNode reactions, Instant start, ArrayNode seriousness, Outcome outcome) {
    private static final int MOST_REACTIONS = 30;
    private static final int LONGEST_TERM = 250;
    private static final String REACTION = "29";
    private static final String TRANSLATION = "30";
    private static final String OUTCOME = "27";
    private static final Map<String, Seriousness> SERIOUSNESS = Map.of(
            "34", Seriousness.DEATH,
            "21", Seriousness.LIFE_THREATENING,
            "33", Seriousness.HOSPITALISATION,
            "35", Seriousness.DISABILITY,
            "12", Seriousness.CONGENITAL_ANOMALY,
            "26", Seriousness.OTHER_IMPORTANT);

    /** From the worst to the best; a case ends as its worst reaction. */
    private static final List<Outcome> WORST_FIRST = List.of(
            Outcome.FATAL,
            Outcome.NOT_RECOVERED,
            Outcome.SEQUELAE,
            Outcome.RECOVERING,
            Outcome.RECOVERED,
            Outcome.UNKNOWN);

    static ReactionList of(XmlElement patient, ReportTimes times, List<String> notes) throws IcsrProblemException {
        List<XmlElement> observations = patient.all("subjectOf2", "observation")
                .filter(observation -> observation.isOf(REACTION, CodeSystems.OBSERVATION))
                .toList();
        if (observations.isEmpty()) {
            throw IcsrProblemException.missing(E2bElement.REACTION);
        }
        ArrayNode reactions = JsonNodeFactory.instance.arrayNode();
        Set<Seriousness> seriousness = EnumSet.noneOf(Seriousness.class);
        Instant start = null;
        Outcome outcome = Outcome.UNKNOWN;
        for (XmlElement observation : observations) {
            if (reactions.size() < MOST_REACTIONS) {
                reactions.add(reaction(observation));
            }
            seriousness.addAll(seriousness(observation));
            outcome = worse(outcome, outcome(observation));
            start = earlier(start, start(observation, times, notes));
        }
        if (observations.size() > MOST_REACTIONS) {
            notes.add(observations.size() + " reactions (E.i), the first " + MOST_REACTIONS + " were taken");
        }
        ArrayNode criteria = JsonNodeFactory.instance.arrayNode();
        seriousness.forEach(criterion -> criteria.add(criterion.name()));
        return new ReactionList(reactions, start, criteria, outcome);
    }

    private static ObjectNode reaction(XmlElement observation) throws IcsrProblemException {
        XmlElement value = observation.first("value");
        String code = value.attribute("code");
        if (code == null) {
            throw IcsrProblemException.missing(E2bElement.REACTION_CODE);
        }
        if (!CodeSystems.MEDDRA.equals(value.attribute("codeSystem"))) {
            throw IcsrProblemException.constraint(
                    E2bElement.REACTION_CODE, "is not of the code system MedDRA (" + CodeSystems.MEDDRA + ")");
        }
        ObjectNode reaction = JsonNodeFactory.instance.objectNode().put("code", code);
        String term = term(observation, value);
        if (term != null) {
            reaction.put("term", StableText.atMost(term, LONGEST_TERM));
        }
        return reaction;
    }

    private static String term(XmlElement observation, XmlElement value) {
        if (value.attribute("displayName") != null) {
            return value.attribute("displayName");
        }
        String translated = detail(observation, TRANSLATION).first("value").text();
        return translated != null ? translated : value.first("originalText").text();
    }

    private static XmlElement detail(XmlElement observation, String code) {
        return observation
                .all("outboundRelationship2", "observation")
                .filter(detail -> detail.isOf(code, CodeSystems.OBSERVATION))
                .findFirst()
                .orElse(XmlElement.NONE);
    }

    private static Set<Seriousness> seriousness(XmlElement observation) throws IcsrProblemException {
        Set<Seriousness> found = EnumSet.noneOf(Seriousness.class);
        for (Map.Entry<String, Seriousness> criterion : SERIOUSNESS.entrySet()) {
            String value =
                    detail(observation, criterion.getKey()).first("value").attribute("value");
            if ("true".equals(value) || "1".equals(value)) {
                found.add(criterion.getValue());
            } else if (value != null && !"false".equals(value) && !"0".equals(value)) {
                throw IcsrProblemException.constraint(E2bElement.SERIOUSNESS, "is neither true nor false");
            }
        }
        return found;
    }

    private static Outcome outcome(XmlElement observation) throws IcsrProblemException {
        String code = detail(observation, OUTCOME).first("value").attribute("code");
        return switch (code == null ? "0" : code) {
            case "1" -> Outcome.RECOVERED;
            case "2" -> Outcome.RECOVERING;
            case "3" -> Outcome.NOT_RECOVERED;
            case "4" -> Outcome.SEQUELAE;
            case "5" -> Outcome.FATAL;
            case "0" -> Outcome.UNKNOWN;
            default -> throw IcsrProblemException.constraint(E2bElement.OUTCOME, "is not one of 0 to 5");
        };
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
    }

    private static Instant start(XmlElement observation, ReportTimes times, List<String> notes)
            throws IcsrProblemException {
        E2bTime start = E2bTime.of(observation.first("effectiveTime", "low"), E2bElement.REACTION_START);
        if (start == null) {
            return null;
        }
        if (start.at(times.zone()).isAfter(times.reportedAt())) {
            notes.add("an E.i.4 is later than the report and was set aside");
            return null;
        }
        return start.at(times.zone());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }
}
