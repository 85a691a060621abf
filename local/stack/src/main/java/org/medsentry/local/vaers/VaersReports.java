package org.medsentry.local.vaers;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.medsentry.local.vaers.Rejection.Reason;
import org.medsentry.local.vaers.VaersReport.Dose;
import org.medsentry.local.vaers.VaersTable.Row;

/** Collects the reports of all years from their three tables and rejects what cannot become one. */
final class VaersReports {

    private static final String REPORT_NUMBER = "VAERS_ID";
    private static final int LONGEST_LOT = 32;
    private static final int SYMPTOM_COLUMNS = 5;
    private static final Set<String> WORDS_FOR_NO_LOT = Set.of("UNK", "UNKNOWN", "NONE", "N/A", "NA", "NULL", "?");

    private final Map<Long, VaersReport> reports = new HashMap<>();
    private final Set<Long> rejectedReports = new HashSet<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private final VaccineCatalogue catalogue;
    private final VaersCounts counts;
    private final ReportRows rows;
    private final LongConsumer bytesRead;

    VaersReports(VaccineCatalogue catalogue, VaersCounts counts, LongConsumer bytesRead) {
        this.catalogue = catalogue;
        this.counts = counts;
        this.rows = new ReportRows(counts);
        this.bytesRead = bytesRead;
    }

    /** Reads all DATA tables before the others: a row of any year's VAX table may belong to any year's report. */
    void read(List<VaersFiles> sets) throws IOException {
        for (VaersFiles set : sets) {
            try (VaersTable table = new VaersTable(set.data(), ReportRows.REQUIRED_COLUMNS, bytesRead)) {
                for (Row row = table.next(); row != null; row = table.next()) {
                    addReport(row);
                }
            }
        }
        for (VaersFiles set : sets) {
            try (VaersTable table = new VaersTable(
                    set.vaccines(), List.of(REPORT_NUMBER, "VAX_TYPE", "VAX_MANU", "VAX_LOT", "VAX_NAME"), bytesRead)) {
                for (Row row = table.next(); row != null; row = table.next()) {
                    addDose(row);
                }
            }
            try (VaersTable table = new VaersTable(
                    set.symptoms(),
                    List.of(REPORT_NUMBER, "SYMPTOM1", "SYMPTOM2", "SYMPTOM3", "SYMPTOM4", "SYMPTOM5"),
                    bytesRead)) {
                for (Row row = table.next(); row != null; row = table.next()) {
                    addTerms(row);
                }
            }
        }
    }

    private void addReport(Row row) {
        counts.reports++;
        String id = row.get(REPORT_NUMBER);
        Long number = number(id);
        if (row.complaint() != null) {
            rejectReport(row, number, id, Reason.MALFORMED_ROW, "the row " + row.complaint());
            return;
        }
        if (number == null) {
            rejectReport(
                    row,
                    null,
                    null,
                    id == null ? Reason.MISSING_FIELD : Reason.WRONG_TYPE,
                    id == null ? "VAERS_ID is missing" : "VAERS_ID is no number");
            return;
        }
        String receivedText = row.get("RECVDATE");
        LocalDate received = ReportRows.date(receivedText);
        if (received == null) {
            boolean missing = receivedText == null;
            rejectReport(
                    row,
                    number,
                    id,
                    missing ? Reason.MISSING_FIELD : Reason.WRONG_TYPE,
                    missing ? "RECVDATE is missing" : "RECVDATE is no date of the form month/day/year");
            return;
        }
        VaersReport report = new VaersReport(number, id, received);
        if (reports.putIfAbsent(number, report) != null) {
            counts.deadLetters++;
            rejections.add(Rejection.of(
                    row, report.eventId(), Reason.DUPLICATE, "report " + id + " was there before; the first is kept"));
            return;
        }
        rows.fill(report, row);
    }

    private void rejectReport(Row row, Long number, String id, Reason reason, String message) {
        counts.deadLetters++;
        rejections.add(Rejection.of(row, number == null ? null : "VAERS-" + id, reason, message));
        if (number != null) {
            rejectedReports.add(number);
        }
    }

    private void addDose(Row row) {
        VaersReport report = reportOf(row);
        if (report == null) {
            return;
        }
        String type = row.get("VAX_TYPE");
        String manufacturer = row.get("VAX_MANU");
        VaccineProduct product = catalogue.product(
                type == null ? VaccineProduct.UNKNOWN_TYPE : text(type),
                manufacturer == null ? VaccineProduct.UNKNOWN_MANUFACTURER : text(manufacturer));
        report.add(new Dose(product, text(row.get("VAX_NAME")), lot(row.get("VAX_LOT"))));
    }

    private String lot(String lot) {
        if (lot == null || WORDS_FOR_NO_LOT.contains(lot.toUpperCase(Locale.ROOT))) {
            return null;
        }
        if (lot.length() > LONGEST_LOT) {
            counts.unreadableValues++;
            return null;
        }
        return text(lot);
    }

    private void addTerms(Row row) {
        VaersReport report = reportOf(row);
        if (report == null) {
            return;
        }
        for (int column = 1; column <= SYMPTOM_COLUMNS; column++) {
            String term = row.get("SYMPTOM" + column);
            if (term != null) {
                report.addTerm(text(term));
            }
        }
    }

    private VaersReport reportOf(Row row) {
        String id = row.get(REPORT_NUMBER);
        Long number = number(id);
        VaersReport report = number == null ? null : reports.get(number);
        if (row.complaint() != null) {
            rejectRow(row, report, Reason.MALFORMED_ROW, "the row " + row.complaint());
            return null;
        }
        if (report == null && (number == null || !rejectedReports.contains(number))) {
            rejectRow(row, null, Reason.ORPHAN, "no DATA file has a report " + (number == null ? "for it" : number));
        }
        return report;
    }

    private void rejectRow(Row row, VaersReport report, Reason reason, String message) {
        counts.rejectedRows++;
        rejections.add(Rejection.of(row, report == null ? null : report.eventId(), reason, message));
    }

    private static Long number(String id) {
        return id != null && id.length() <= 18 && id.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.valueOf(id)
                : null;
    }

    /** One object for equal texts, as terms and manufacturers repeat in every report. */
    private String text(String value) {
        return value == null ? null : texts.computeIfAbsent(value, key -> key);
    }

    List<Rejection> rejections() {
        return rejections;
    }

    List<VaersReport> sorted() {
        return reports.values().stream()
                .sorted(Comparator.<VaersReport, LocalDate>comparing(report -> report.received)
                        .thenComparingLong(report -> report.number))
                .toList();
    }
}
