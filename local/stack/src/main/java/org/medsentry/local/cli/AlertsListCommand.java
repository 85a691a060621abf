package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.medsentry.local.stack.AlertIndex;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is open, the worst first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List alerts, the highest level first; open ones unless --all or --status says otherwise.")
final class AlertsListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private IndexOptions index;

    @Option(names = "--all", description = "Closed ones too.")
    private boolean all;

    @Option(names = "--status", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<AlertStatus> statuses;

    @Option(names = "--level", description = "This level and higher: ${COMPLETION-CANDIDATES}.")
    private Level lowest;

    @Option(names = "--rule", paramLabel = "ID", description = "Of this rule.")
    private String ruleId;

    @Option(names = "--case", paramLabel = "KEY", description = "Of this case.")
    private String caseKey;

    @Option(names = "--unit", paramLabel = "ID", description = "That this unit is told of.")
    private String unitId;

    @Option(names = "--limit", defaultValue = "50", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "One JSON document a line.")
    private boolean json;

    @Override
    public Integer call() {
        List<Alert> alerts =
                index.alerts().find(new AlertIndex.Query(statuses(), lowest, ruleId, caseKey, unitId, limit));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            alerts.forEach(alert -> out.println(Documents.toJsonText(alert)));
            return 0;
        }
        if (alerts.isEmpty()) {
            out.println("no such alerts");
            return 0;
        }
        TextTable table = new TextTable(
                "ALERT",
                "LEVEL",
                "STATUS",
                "RULE",
                "KEY",
                ">EVIDENCE",
                "UPDATED",
                "ESCALATES",
                "INHIBITED BY",
                "TITLE");
        for (Alert alert : alerts) {
            table.row(
                    alert.alertId(),
                    alert.level(),
                    (alert.drill() ? "drill, " : "") + alert.status().name().toLowerCase(Locale.ROOT),
                    alert.ruleId(),
                    alert.key().value(),
                    alert.evidenceCount(),
                    LocalTimes.format(alert.updatedAt()),
                    alert.escalateAt() == null ? null : LocalTimes.format(alert.escalateAt()),
                    alert.inhibitedBy() == null ? null : alert.inhibitedBy().substring(0, 8),
                    alert.title().zh());
        }
        table.print(out);
        return 0;
    }

    private List<AlertStatus> statuses() {
        if (statuses != null) {
            return statuses;
        }
        return all
                ? List.of()
                : Arrays.stream(AlertStatus.values())
                        .filter(status -> !status.isClosed())
                        .toList();
    }
}
