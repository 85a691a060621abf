package org.medsentry.local.vaers;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.medsentry.local.vaers.VaersReport.Dose;
import org.medsentry.local.vaers.VaersReport.OnsetSource;
import org.medsentry.schemas.event.Seriousness;

/** Writes the files of the contracts, each line as a sender would have sent it. */
final class VaersOutput {

    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final int MOST_PRODUCTS = 20;
    static final int MOST_REACTIONS = 30;
    static final String NO_TERM_CODE = "VAERS-UNCODED";

    private static final String SOURCE = "VAERS";
    private static final JsonFactory JSON = new JsonFactory();

    private final VaccineCatalogue catalogue;
    private final VaersCounts counts;
    private final Map<String, String> reactionCodes = new HashMap<>();
    private final Map<LocalDate, String> times = new HashMap<>();

    VaersOutput(VaccineCatalogue catalogue, VaersCounts counts) {
        this.catalogue = catalogue;
        this.counts = counts;
    }

    long terms() {
        return reactionCodes.size();
    }

    void writeReports(Path file, List<VaersReport> reports) throws IOException {
        try (JsonGenerator json = lines(file)) {
            for (VaersReport report : reports) {
                writeReport(json, report);
            }
        }
    }

    private void writeReport(JsonGenerator json, VaersReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("eventId", report.eventId());
        json.writeStringField("source", SOURCE);
        json.writeStringField("occurredAt", time(report.onset));
        json.writeStringField("reportedAt", time(report.received));
        json.writeStringField("reporterType", report.reporterType.name());
        json.writeStringField("regionCode", report.regionCode);
        json.writeObjectFieldStart("patient");
        if (report.birthYear != null) {
            json.writeNumberField("birthYear", report.birthYear);
        }
        json.writeStringField("sex", report.sex);
        json.writeEndObject();
        writeProducts(json, report);
        writeReactions(json, report);
        json.writeArrayFieldStart("seriousness");
        for (Seriousness seriousness : report.seriousness) {
            json.writeString(seriousness.name());
        }
        json.writeEndArray();
        json.writeStringField("expectedness", "UNKNOWN");
        json.writeStringField("outcome", report.outcome.name());
        endLine(json);
        count(report);
    }

    private void writeProducts(JsonGenerator json, VaersReport report) throws IOException {
        List<Dose> doses = report.doses();
        if (doses.isEmpty()) {
            counts.withoutVaccine++;
            VaccineProduct unknown =
                    catalogue.product(VaccineProduct.UNKNOWN_TYPE, VaccineProduct.UNKNOWN_MANUFACTURER);
            doses = List.of(new Dose(unknown, null, null));
        } else if (doses.size() > MOST_PRODUCTS) {
            counts.productsCapped++;
            doses = doses.subList(0, MOST_PRODUCTS);
        }
        json.writeArrayFieldStart("products");
        for (Dose dose : doses) {
            json.writeStartObject();
            json.writeStringField("productCode", dose.product().productCode());
            if (dose.name() != null) {
                json.writeStringField("productName", dose.name());
            }
            if (dose.lotNumber() != null) {
                json.writeStringField("lotNumber", dose.lotNumber());
            }
            json.writeStringField("manufacturerId", dose.product().manufacturer());
            json.writeStringField("role", "SUSPECT");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeReactions(JsonGenerator json, VaersReport report) throws IOException {
        json.writeArrayFieldStart("reactions");
        if (report.terms().isEmpty()) {
            counts.withoutReaction++;
            writeReaction(json, NO_TERM_CODE, "No reaction coded");
        } else if (report.terms().size() > MOST_REACTIONS) {
            counts.reactionsCapped++;
        }
        Iterator<String> terms = report.terms().iterator();
        for (int written = 0; written < MOST_REACTIONS && terms.hasNext(); written++) {
            String term = terms.next();
            writeReaction(json, reactionCodes.computeIfAbsent(term, StableCode::ofTerm), term);
        }
        json.writeEndArray();
    }

    private static void writeReaction(JsonGenerator json, String code, String term) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code);
        json.writeStringField("term", term);
        json.writeEndObject();
    }

    private void count(VaersReport report) {
        counts.events++;
        if (report.seriousness.contains(Seriousness.DEATH)) {
            counts.died++;
        }
        if (report.onsetSource == OnsetSource.VACCINATION) {
            counts.onsetFromVaccination++;
        } else if (report.onsetSource == OnsetSource.RECEIPT) {
            counts.onsetFromReceipt++;
        }
    }

    private String time(LocalDate day) {
        return times.computeIfAbsent(day, key -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(key.atStartOfDay(ZONE)));
    }

    void writeProductRows(Path file) throws IOException {
        Map<String, NamedCodes.Entry> types = NamedCodes.vaccineTypes();
        try (JsonGenerator json = lines(file)) {
            for (VaccineProduct product : catalogue.products()) {
                NamedCodes.Entry type = types.getOrDefault(
                        product.type(),
                        new NamedCodes.Entry(product.type(), "", "Vaccine " + product.type(), "疫苗" + product.type()));
                json.writeStartObject();
                json.writeStringField("productCode", product.productCode());
                json.writeStringField("nameZh", type.nameZh() + "（" + product.manufacturer() + "）");
                json.writeStringField("nameEn", type.nameEn() + " (" + product.manufacturer() + ")");
                json.writeStringField("manufacturerId", product.manufacturer());
                json.writeBooleanField("prescriptionOnly", true);
                json.writeArrayFieldStart("riskClasses");
                json.writeString("VACCINE");
                json.writeEndArray();
                json.writeBooleanField("onlineBanned", true);
                json.writeStringField("onlineBanReason", "疫苗");
                endLine(json);
            }
        }
    }

    void writeRegionRows(Path file, StateRegions states) throws IOException {
        try (JsonGenerator json = lines(file)) {
            writeRegion(json, StateRegions.UNKNOWN, "美国", "United States of America", null);
            for (NamedCodes.Entry state : states.all()) {
                writeRegion(json, StateRegions.code(state), state.nameZh(), state.nameEn(), StateRegions.UNKNOWN);
            }
        }
    }

    private static void writeRegion(JsonGenerator json, String code, String nameZh, String nameEn, String parent)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code);
        json.writeStringField("nameZh", nameZh);
        json.writeStringField("nameEn", nameEn);
        if (parent != null) {
            json.writeStringField("parent", parent);
        }
        endLine(json);
    }

    void writeRejections(Path file, List<Rejection> rejections) throws IOException {
        try (JsonGenerator json = lines(file)) {
            for (Rejection rejection : rejections) {
                json.writeStartObject();
                json.writeStringField("stream", "adverse-reactions");
                json.writeStringField("source", SOURCE);
                if (rejection.eventId() != null) {
                    json.writeStringField("eventId", rejection.eventId());
                }
                json.writeStringField("reason", rejection.reason().name());
                json.writeStringField("file", rejection.file());
                json.writeNumberField("line", rejection.line());
                json.writeStringField("message", rejection.message());
                endLine(json);
            }
        }
    }

    private static void endLine(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static JsonGenerator lines(Path file) throws IOException {
        JsonGenerator json = JSON.createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8);
        return json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }
}
