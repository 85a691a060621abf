package org.medsentry.local.vaers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;

/** What the import keeps of one report while it collects the rows of three files; small, as a year can have 800,000. */
final class VaersReport {

    /** Where the day of onset was taken from. */
    enum OnsetSource {
        ONSET,
        VACCINATION,
        RECEIPT
    }

    /** A vaccine given; {@code lotNumber} is null where the report names none. */
    record Dose(VaccineProduct product, String name, String lotNumber) {}

    final long number;
    /** The report number as the file writes it. */
    final String id;

    final LocalDate received;
    LocalDate onset;
    OnsetSource onsetSource;
    ReporterType reporterType;
    String regionCode;
    String sex;
    /** Null where the report gives no age. */
    Integer birthYear;

    List<Seriousness> seriousness = List.of();
    Outcome outcome;
    private final List<Dose> doses = new ArrayList<>(2);
    private final Set<String> terms = new LinkedHashSet<>(8);

    VaersReport(long number, String id, LocalDate received) {
        this.number = number;
        this.id = id;
        this.received = received;
    }

    String eventId() {
        return "VAERS-" + id;
    }

    void add(Dose dose) {
        doses.add(dose);
    }

    void addTerm(String term) {
        terms.add(term);
    }

    List<Dose> doses() {
        return doses;
    }

    Set<String> terms() {
        return terms;
    }
}
