package org.medsentry.console.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medsentry.console.problem.Problem;
import org.medsentry.console.search.Query;

/** What a browser or a spreadsheet gets of an alert. */
class AlertTextsTest {

    private static JsonNode json(String text) throws Exception {
        return Query.JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void aFormulaBecomesText() throws Exception {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1")) {
            assertThat(AlertExport.cell(Query.JSON.valueToTree(formula))).isEqualTo("'" + formula);
        }
        assertThat(AlertExport.cell(json("-3.5"))).isEqualTo("-3.5");
        assertThat(AlertExport.cell(json("null"))).isEmpty();
        assertThat(AlertExport.cell(json("'plain'"))).isEqualTo("plain");
    }

    @Test
    void aCursorComesBackAsItWasOrNotAtAll() throws Exception {
        JsonNode values = json("[1, 'a', 2]");
        assertThat(Cursor.read(Cursor.of(values), 3)).isEqualTo(values);
        assertThat(Cursor.read(null, 3)).isNull();
        for (String foreign :
                List.of("x", Cursor.of(json("[1]")), Cursor.of(json("{}")), Cursor.of(json("[1,2,{}]")))) {
            assertThatThrownBy(() -> Cursor.read(foreign, 3)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void aSummaryIsUnreadIfRaisedSinceTheLastVisit() throws Exception {
        JsonNode alert = json("{'alertId':'a','raisedAt':'2026-11-23T08:00:00+08:00','evidence':[{'eventId':'e'}]}");
        ObjectNode summary = Summary.of(alert, Optional.of(Instant.parse("2026-11-22T23:59:59Z")));
        assertThat(summary.path("unread").asBoolean()).isTrue();
        assertThat(summary.has("evidence")).isFalse();
        assertThat(Summary.of(alert, Optional.of(Instant.parse("2026-11-23T00:00:01Z")))
                        .path("unread")
                        .asBoolean())
                .isFalse();
        assertThat(Summary.of(alert, Optional.empty()).path("unread").asBoolean())
                .isFalse();
    }
}
