package org.medsentry.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.console.search.Query;

class SeriesTest {

    private static List<JsonNode> signals(String... json) throws JsonProcessingException {
        List<JsonNode> signals = new ArrayList<>();
        for (String one : json) {
            signals.add(Query.JSON.readTree(one.replace('\'', '"')));
        }
        return signals;
    }

    private static List<String> points(ObjectNode series) {
        List<String> points = new ArrayList<>();
        series.path("points")
                .forEach(point -> points.add(point.path("at").asText().substring(0, 10) + " "
                        + point.path("observed").asText("-") + " "
                        + point.path("expected").asText("-") + " "
                        + point.path("threshold").asText("-")
                        + (point.path("alarm").asBoolean() ? " !" : "")));
        return points;
    }

    @Test
    void theDaysBeforeASignalStandBesideItAndTheNewestJudgementOfADayCounts() throws Exception {
        ObjectNode series = Series.of(signals("""
                {'firstEventAt':'2026-03-03T00:00:00+08:00','lastEventAt':'2026-03-04T00:00:00+08:00','observed':9,'expected':2,
                 'threshold':5,'window':'PT24H','series':[
                 {'start':'2026-03-01T00:00:00+08:00','observed':1},
                 {'start':'2026-03-02T00:00:00+08:00','observed':2,'expected':1.5,'threshold':4},
                 {'start':'2026-03-03T00:00:00+08:00','observed':9,'expected':2,'threshold':5}]}
                """, """
                {'firstEventAt':'2026-03-05T00:00:00+08:00','lastEventAt':'2026-03-06T00:00:00+08:00','observed':8,'expected':2,
                 'threshold':5,'window':'PT24H','series':[
                 {'start':'2026-03-02T00:00:00+08:00','observed':3,'expected':1.5,'threshold':4},
                 {'start':'2026-03-03T00:00:00+08:00','observed':10,'expected':2,'threshold':5},
                 {'start':'2026-03-04T00:00:00+08:00','observed':0,'expected':2,'threshold':5},
                 {'start':'2026-03-05T00:00:00+08:00','observed':8,'expected':2,'threshold':5}]}
                """));

        assertThat(series.path("unit").asText()).isEqualTo("DAY");
        assertThat(points(series))
                .containsExactly(
                        "2026-03-01 1 - -",
                        "2026-03-02 3 1.5 4",
                        "2026-03-03 10 2 5 !",
                        "2026-03-04 0 2 5",
                        "2026-03-05 8 2 5 !");
    }

    @Test
    void ofOtherRulesThereIsWhatRaisedASignal() throws Exception {
        ObjectNode series = Series.of(
                signals(
                        "{'firstEventAt':'2026-03-01T08:00:00Z','lastEventAt':'2026-03-01T09:00:00Z','observed':3,'threshold':3}",
                        "{'firstEventAt':'2026-03-01T08:00:00Z','lastEventAt':'2026-03-01T10:00:00Z','observed':4,'threshold':3}"));

        assertThat(series.path("unit").asText()).isEqualTo("EVENT");
        assertThat(points(series)).containsExactly("2026-03-01 3 - 3 !", "2026-03-01 4 - 3 !");
    }

    @Test
    void signalsWithoutFiguresHaveNoSeries() throws Exception {
        assertThat(Series.of(signals("{'lastEventAt':'2026-03-01T09:00:00Z'}"))).isNull();
        assertThat(Series.of(List.of())).isNull();
    }
}
