package org.medsentry.console.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.Query;
import org.medsentry.console.search.SearchIndex;
import org.medsentry.schemas.index.IndexNames;

/** A list of alerts as a file, for those who work on with it elsewhere. */
public final class AlertExport {

    static final int MOST_ROWS = 10_000;

    private static final int PAGE = 1000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final List<String> COLUMNS = List.of(
            "/alertId",
            "/level",
            "/status",
            "/ruleId",
            "/title/zh",
            "/title/en",
            "/key/type",
            "/key/value",
            "/region/code",
            "/region/nameZh",
            "/region/nameEn",
            "/subject/productCode",
            "/subject/productName",
            "/subject/lotNumber",
            "/observed",
            "/expected",
            "/threshold",
            "/evidenceCount",
            "/firstEventAt",
            "/lastEventAt",
            "/raisedAt",
            "/updatedAt",
            "/assignee",
            "/drill");

    private static final String FORMULAS = "=+-@\t\r\n＝＋－＠";

    private final SearchIndex index;

    public AlertExport(SearchIndex index) {
        this.index = index;
    }

    /**
     * How many rows it would have.
     *
     * @throws Problem if there are too many
     */
    public void requireFew(AlertFilter filter) {
        ObjectNode body = Query.object();
        body.put("size", 0).put("track_total_hits", MOST_ROWS + 1);
        body.set("query", filter.all());
        if (index.search(IndexNames.ALERTS, body).at("/hits/total/value").asLong() > MOST_ROWS) {
            throw Problem.parameter(
                    "from", "more than " + MOST_ROWS + " alerts; narrow the list, for instance in time");
        }
    }

    /** With a mark in front, so that spreadsheets know that it is UTF-8. */
    public void writeCsv(AlertFilter filter, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            writer.write(BYTE_ORDER_MARK);
            CSVPrinter rows = new CSVPrinter(writer, CSVFormat.EXCEL);
            rows.printRecord(COLUMNS.stream()
                    .map(column -> column.substring(1).replace('/', '.'))
                    .toList());
            each(filter, alert -> {
                try {
                    rows.printRecord(COLUMNS.stream()
                            .map(column -> cell(alert.at(column)))
                            .toList());
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            });
            rows.flush();
        }
    }

    public void writeJson(AlertFilter filter, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            StringBuilder rows = new StringBuilder("[");
            each(
                    filter,
                    alert ->
                            rows.append(rows.length() == 1 ? "\n" : ",\n").append(Summary.of(alert, Optional.empty())));
            writer.write(rows.append("\n]\n").toString());
        }
    }

    private void each(AlertFilter filter, Consumer<JsonNode> alerts) {
        JsonNode after = null;
        int rows = 0;
        do {
            ObjectNode body = Query.object();
            body.put("size", PAGE).put("track_total_hits", false);
            body.set("query", filter.all());
            Summary.addSource(body);
            body.putArray("sort").add(Query.sort("raisedAt", "desc")).add(Query.sort("alertId", "asc"));
            if (after != null) {
                body.set("search_after", after);
            }
            after = null;
            for (JsonNode hit : index.search(IndexNames.ALERTS, body).at("/hits/hits")) {
                alerts.accept(hit.path("_source"));
                after = hit.path("sort");
                rows++;
            }
        } while (after != null && rows < MOST_ROWS);
    }

    /** What begins like a formula is one to a spreadsheet; an apostrophe makes it text. Numbers of ours are numbers. */
    static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String text = value.asText();
        boolean formula = value.isTextual() && !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
