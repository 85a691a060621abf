package org.medsentry.bench.alerts;

import java.time.Duration;
import java.util.Locale;

/** The table of {@code bench alerts}. */
final class AlertLoadReport {

    private AlertLoadReport() {}

    static String markdown(AlertLoad load, String description) {
        StringBuilder table = new StringBuilder("| rule | planted | found | recall | alerts | precision | median delay"
                + " | alerts a district and day | not planted, a district and week |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        long alerts = 0;
        long unplanted = 0;
        long byChance = 0;
        for (RuleLoad rule : load.rules()) {
            alerts += rule.alerts;
            unplanted += rule.unplanted();
            byChance += rule.byWords ? 0 : rule.unplanted();
            table.append("| %s | %d | %d | %s | %d | %s | %s | %s | %s |%n"
                    .formatted(
                            rule.ruleId,
                            rule.planted,
                            rule.found,
                            share(rule.recall()),
                            rule.alerts,
                            share(rule.precision()),
                            text(rule.medianDelay()),
                            figure(rule.alerts / (load.districtWeeks() * 7)),
                            figure(rule.unplanted() / load.districtWeeks())));
        }
        table.append("| all | | | | %d | | | %s | %s |%n"
                .formatted(
                        alerts, figure(alerts / (load.districtWeeks() * 7)), figure(unplanted / load.districtWeeks())));
        table.append("| of rules that judge by chance | | | | | | | | %s |%n"
                .formatted(figure(byChance / load.districtWeeks())));
        return table.append('\n').append(description).append('\n').toString();
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f", share);
    }

    private static String figure(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }

    private static String text(Duration delay) {
        if (delay == null) {
            return "";
        }
        return delay.toHours() >= 24
                ? String.format(Locale.ROOT, "%.1f days", delay.toMinutes() / 1440.0)
                : delay.toHours() >= 1
                        ? String.format(Locale.ROOT, "%.1f h", delay.toMinutes() / 60.0)
                        : String.format(Locale.ROOT, "%.1f min", delay.toSeconds() / 60.0);
    }
}
