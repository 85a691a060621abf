package org.medsentry.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;

class ConsoleLoadTest {

    private static final Instant END = Instant.parse("2026-11-23T00:00:00Z");
    private static final int ALERTS = 1000;

    private static List<Alert> load() {
        ConsoleLoad load = new ConsoleLoad(END);
        List<Alert> alerts = new ArrayList<>();
        for (int number = 0; number < ALERTS; number++) {
            alerts.add(load.alert(number, ALERTS));
        }
        return alerts;
    }

    @Test
    void isTheSameEachTime() {
        assertThat(Documents.toJsonText(load().get(99))).isEqualTo(Documents.toJsonText(load().get(99)));
    }

    @Test
    void isMostlyClosedAndOfManyKinds() {
        List<Alert> alerts = load();
        assertThat(alerts.stream().filter(alert -> alert.status().isClosed()).count())
                .isEqualTo(900);
        assertThat(alerts.stream().map(Alert::ruleId).distinct().count()).isGreaterThan(25);
        assertThat(alerts.stream()
                        .map(alert -> alert.region().code())
                        .distinct()
                        .count())
                .isGreaterThan(50);
        assertThat(alerts.stream().map(Alert::raisedAt)).isSorted().allMatch(at -> at.isBefore(END));
    }
}
