package org.medsentry.local.vaers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsentry.schemas.event.ReporterType;

/**
 * Tells who reported. VAERS does not say it outright: manufacturers and the states' immunisation programmes leave their own
 * number in SPLTTYPE (WAES98121211, TX98012), and all others report as the place that vaccinated.
 */
final class ReporterRule {

    private static final Pattern PROGRAMME_NUMBER = Pattern.compile("\\d{0,2}([A-Z]{2})S?\\s*\\d+[A-Z]?");

    private final StateRegions states;

    ReporterRule(StateRegions states) {
        this.states = states;
    }

    /** @param reportNumber SPLTTYPE, or null; @param administeredBy V_ADMINBY, or null */
    ReporterType reporter(String reportNumber, String administeredBy) {
        if (reportNumber != null && reportNumber.chars().anyMatch(Character::isDigit)) {
            Matcher programme = PROGRAMME_NUMBER.matcher(reportNumber);
            boolean ofState = programme.matches() && states.isState(programme.group(1));
            return ofState ? ReporterType.VACCINATION_SITE : ReporterType.MAH;
        }
        return switch (administeredBy == null ? "" : administeredBy) {
            case "PUB", "PVT", "MIL", "SCH" -> ReporterType.VACCINATION_SITE;
            case "PHM" -> ReporterType.PHARMACY;
            default -> ReporterType.INDIVIDUAL;
        };
    }
}
