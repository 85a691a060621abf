package org.medsentry.local.vaers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medsentry.local.vaers.VaersReport.OnsetSource;
import org.medsentry.local.vaers.VaersTable.Row;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.Seriousness;

/** Reads the values of a DATA row: which dates can be believed, how old the patient was, how serious it was. */
final class ReportRows {

    static final List<String> REQUIRED_COLUMNS = List.of(
            "VAERS_ID", "RECVDATE", "STATE", "DIED", "L_THREAT", "HOSPITAL", "DISABLE", "VAX_DATE", "ONSET_DATE");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("M/d/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final double DAYS_IN_YEAR = 365.2425;
    private static final int OLDEST_AGE = 130;

    private static final Map<String, Seriousness> SERIOUSNESS_COLUMNS = Map.of(
            "DIED", Seriousness.DEATH,
            "L_THREAT", Seriousness.LIFE_THREATENING,
            "HOSPITAL", Seriousness.HOSPITALISATION,
            "DISABLE", Seriousness.DISABILITY,
            "BIRTH_DEFECT", Seriousness.CONGENITAL_ANOMALY);
    private static final List<String> SERIOUSNESS_ORDER =
            List.of("DIED", "L_THREAT", "HOSPITAL", "DISABLE", "BIRTH_DEFECT");

    private final StateRegions states = new StateRegions();
    private final ReporterRule reporters = new ReporterRule(states);
    private final VaersCounts counts;

    ReportRows(VaersCounts counts) {
        this.counts = counts;
    }

    /** @return null for a text that is no date */
    static LocalDate date(String text) {
        try {
            return text == null ? null : LocalDate.parse(text, DATE);
        } catch (DateTimeException e) {
            return null;
        }
    }

    void fill(VaersReport report, Row row) {
        LocalDate onset = optionalDate(row, "ONSET_DATE");
        LocalDate vaccination = optionalDate(row, "VAX_DATE");
        report.birthYear = birthYear(row, first(vaccination, onset, report.received));
        chooseOnset(report, onset, vaccination);
        report.reporterType = reporters.reporter(row.get("SPLTTYPE"), row.get("V_ADMINBY"));
        report.regionCode = states.code(row.get("STATE"));
        report.sex = sex(row.get("SEX"));
        report.seriousness = seriousness(row);
        report.outcome = outcome(row);
    }

    private void chooseOnset(VaersReport report, LocalDate onset, LocalDate vaccination) {
        if (believed(onset, report.received)) {
            report.onset = onset;
            report.onsetSource = OnsetSource.ONSET;
        } else if (believed(vaccination, report.received)) {
            report.onset = vaccination;
            report.onsetSource = OnsetSource.VACCINATION;
        } else {
            report.onset = report.received;
            report.onsetSource = OnsetSource.RECEIPT;
        }
    }

    private boolean believed(LocalDate date, LocalDate received) {
        if (date == null) {
            return false;
        }
        if (date.isAfter(received)) {
            counts.datesAfterReceipt++;
            return false;
        }
        return true;
    }

    private Integer birthYear(Row row, LocalDate ageOn) {
        Double age = age(row);
        return age == null
                ? null
                : ageOn.minusDays(Math.round(age * DAYS_IN_YEAR)).getYear();
    }

    private Double age(Row row) {
        Double years = optionalNumber(row, "AGE_YRS");
        if (years != null) {
            return years;
        }
        Double wholeYears = optionalNumber(row, "CAGE_YR");
        Double months = optionalNumber(row, "CAGE_MO");
        if (wholeYears == null && months == null) {
            return null;
        }
        return (wholeYears == null ? 0 : wholeYears) + (months == null ? 0 : months);
    }

    private Double optionalNumber(Row row, String column) {
        String text = row.get(column);
        if (text == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= OLDEST_AGE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // counted below
        }
        counts.unreadableValues++;
        return null;
    }

    private LocalDate optionalDate(Row row, String column) {
        String text = row.get(column);
        LocalDate date = date(text);
        if (text != null && date == null) {
            counts.unreadableValues++;
        }
        return date;
    }

    private static LocalDate first(LocalDate... dates) {
        for (LocalDate date : dates) {
            if (date != null) {
                return date;
            }
        }
        throw new IllegalArgumentException("no date at all");
    }

    private static String sex(String text) {
        return "F".equals(text) || "M".equals(text) ? text : "U";
    }

    private static List<Seriousness> seriousness(Row row) {
        List<Seriousness> seriousness = new ArrayList<>(2);
        for (String column : SERIOUSNESS_ORDER) {
            if (row.isYes(column)) {
                seriousness.add(SERIOUSNESS_COLUMNS.get(column));
            }
        }
        return List.copyOf(seriousness);
    }

    private static Outcome outcome(Row row) {
        if (row.isYes("DIED")) {
            return Outcome.FATAL;
        }
        return switch (row.get("RECOVD") == null ? "" : row.get("RECOVD")) {
            case "Y" -> Outcome.RECOVERED;
            case "N" -> Outcome.NOT_RECOVERED;
            default -> Outcome.UNKNOWN;
        };
    }
}
