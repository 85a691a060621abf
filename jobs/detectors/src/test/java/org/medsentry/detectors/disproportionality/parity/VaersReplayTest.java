package org.medsentry.detectors.disproportionality.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.medsentry.detectors.disproportionality.CountedReport;
import org.medsentry.detectors.disproportionality.GammaPoissonShrinker;
import org.medsentry.detectors.disproportionality.HeapReportStore;
import org.medsentry.detectors.disproportionality.IndependenceTests;
import org.medsentry.detectors.disproportionality.InformationComponent;
import org.medsentry.detectors.disproportionality.PairCounts;
import org.medsentry.detectors.disproportionality.ReportTable;
import org.medsentry.detectors.disproportionality.ReportingRatios;
import org.medsentry.detectors.parity.TestingReference;

/** The reports of 1998 and 1999 in the order of receipt: when would the first rotavirus vaccine have been noticed? */
class VaersReplayTest {

    private static final String VACCINE = "RV";
    private static final String REACTION = "Intussusception";
    private static final LocalDate LATEST = LocalDate.of(1999, 3, 5);

    private final HeapReportStore<String> store = new HeapReportStore<>();
    private final Map<String, LocalDate> raised = new LinkedHashMap<>();
    private LocalDate today;
    private final ReportTable<String> table =
            new ReportTable<>(store, 3, (product, reaction, counts, entry, counted) -> {
                boolean holds = isRaised(counts);
                if (holds && counted && entry.raised() == 0) {
                    raised.putIfAbsent(product + " x " + reaction, today);
                }
                return holds ? 1 : 0;
            });

    /** The conditions of the rule that ships. */
    private static boolean isRaised(PairCounts counts) {
        return counts.together() >= 3
                && ReportingRatios.proportionalReportingRatio(counts).value() >= 2
                && IndependenceTests.chiSquareYates(counts) >= 4
                && InformationComponent.shrunkLower(counts) > 0;
    }

    @Test
    void intussusceptionAfterRotavirusVaccineIsRaisedInTime() throws IOException {
        for (var day : days().entrySet()) {
            count(day.getKey(), day.getValue());
        }

        LocalDate when = raised.get(VACCINE + " x " + REACTION);
        long others =
                raised.values().stream().filter(date -> !date.isAfter(when)).count() - 1;
        System.out.println("raised on " + when + ", after or with " + others + " other pairs; pairs in all "
                + store.size() + ", raised by the end of 1999 " + raised.size());
        assertThat(when).isBeforeOrEqualTo(LATEST);
    }

    @Test
    void theMeasuresAreThoseOfTheReferenceOnEveryDayThatItNames() throws IOException {
        TreeMap<LocalDate, Map<Long, CountedReport>> days = days();
        ReferenceTable reference = ReferenceTable.read(
                TestingReference.folder("disprop").resolve("vaers_rotashield_intussusception_cumulative.csv"));
        GammaPoissonShrinker shrinker = new GammaPoissonShrinker(DisproportionalityParity.FIXED_PRIOR);
        int compared = 0;
        for (CSVRecord row : reference.rows()) {
            LocalDate until = LocalDate.parse(row.get("asof"));
            while (!days.isEmpty() && !days.firstKey().isAfter(until)) {
                var day = days.pollFirstEntry();
                count(day.getKey(), day.getValue());
            }
            PairCounts counts = table.counts(VACCINE, REACTION);
            PairCounts wanted = ReferenceTable.counts(row);
            assertThat(List.of(counts.together(), counts.product(), counts.reaction()))
                    .as(row.get("asof"))
                    .containsExactly(wanted.together(), wanted.product(), wanted.reaction());
            // one report of late 1999 names no pair: the reference counts it, the events do not have it
            assertThat(wanted.reports() - counts.reports()).as(row.get("asof")).isBetween(0L, 1L);
            if (wanted.reports() != counts.reports()) {
                continue;
            }
            compared++;
            near(row, "prr", ReportingRatios.proportionalReportingRatio(counts).value());
            near(row, "ror", ReportingRatios.reportingOddsRatio(counts).value());
            near(row, "ic", InformationComponent.shrunk(counts).value());
            near(row, "ic025", InformationComponent.shrunkLower(counts));
            near(row, "chi2", IndependenceTests.chiSquare(counts));
            near(row, "chi2_yates", IndependenceTests.chiSquareYates(counts));
            near(row, "ebgm_fixedprior", shrinker.geometricMean(counts));
        }
        assertThat(compared).isGreaterThan(8);
    }

    /** Printed to 8 digits, the shrunken ones to 4 decimals. */
    private static void near(CSVRecord row, String column, double ours) {
        String text = row.get(column);
        if (text.equals("Inf")) {
            assertThat(ours).isInfinite();
        } else {
            assertThat(ours)
                    .as(row.get("asof") + " " + column)
                    .isCloseTo(Double.parseDouble(text), withinPercentage(column.startsWith("eb") ? 2e-3 : 1e-5));
        }
    }

    private void count(LocalDate day, Map<Long, CountedReport> reports) {
        today = day;
        reports.forEach((report, counted) -> table.count(report, counted, ""));
    }

    private static TreeMap<LocalDate, Map<Long, CountedReport>> days() throws IOException {
        Path file = TestingReference.real("vaers_1998_1999").resolve("vaers_1998_1999_events.csv.gz");
        TreeMap<LocalDate, Map<Long, List<String[]>>> rows = new TreeMap<>();
        for (CSVRecord row : ReferenceTable.read(file).rows()) {
            rows.computeIfAbsent(LocalDate.parse(row.get("recv_date")), day -> new TreeMap<>())
                    .computeIfAbsent(Long.valueOf(row.get("vaers_id")), id -> new ArrayList<>())
                    .add(new String[] {row.get("vax_type"), row.get("symptom")});
        }
        TreeMap<LocalDate, Map<Long, CountedReport>> days = new TreeMap<>();
        rows.forEach((day, reports) -> {
            Map<Long, CountedReport> counted = new TreeMap<>();
            reports.forEach((id, pairs) -> counted.put(
                    id,
                    new CountedReport(
                            1,
                            pairs.stream().map(pair -> pair[0]).toList(),
                            pairs.stream().map(pair -> pair[1]).toList())));
            days.put(day, counted);
        });
        return days;
    }
}
