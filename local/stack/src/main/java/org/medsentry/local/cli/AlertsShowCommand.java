package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.ActionEntry;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.Escalation;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.UnitReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One alert with all that happened to it. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one alert: why it was raised, who was told, and its life so far.")
final class AlertsShowCommand implements Callable<Integer> {

    private static final int EVIDENCE_SHOWN = 10;

    private record Event(Instant at, String text) {}

    @Spec
    private CommandSpec spec;

    @Mixin
    private IndexOptions index;

    @Parameters(paramLabel = "ALERT", description = "Its id, or an unmistakable beginning of it.")
    private String alertId;

    @Option(names = "--json", description = "The document as it is.")
    private boolean json;

    @Override
    public Integer call() {
        Alert alert = index.alerts().get(alertId).orElseThrow(() -> new CommandException("no alert " + alertId));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Documents.toJsonText(alert));
            return 0;
        }
        out.println(alert.title().zh() + " / " + alert.title().en() + (alert.drill() ? " (drill, 演练)" : ""));
        out.println(alert.explanation().zh());
        out.println(alert.explanation().en());
        out.println();
        line(out, "alert", alert.alertId() + ", revision " + alert.revision());
        line(out, "level", alert.level());
        line(out, "status", alert.status().name().toLowerCase(Locale.ROOT));
        line(out, "rule", alert.ruleId() + " version " + alert.ruleVersion());
        line(out, "key", alert.key().type() + " " + alert.key().value());
        line(out, "case", alert.caseKey());
        line(out, "region", alert.region() == null ? null : alert.region().nameZh());
        line(out, "units", names(alert.units()));
        line(out, "assignee", alert.assignee());
        line(out, "escalates", alert.escalateAt() == null ? null : LocalTimes.format(alert.escalateAt()));
        line(
                out,
                "silenced",
                alert.silencedUntil() == null ? null : "until " + LocalTimes.format(alert.silencedUntil()));
        line(out, "inhibited", alert.inhibitedBy() == null ? null : "by " + alert.inhibitedBy());
        line(out, "follows", alert.previousAlertId());
        out.println();
        printLife(alert, out);
        out.println();
        printEvidence(alert, out);
        return 0;
    }

    private static void line(PrintWriter out, String name, Object value) {
        if (value != null) {
            out.println("%-10s %s".formatted(name, value));
        }
    }

    private static String names(List<UnitReference> units) {
        return units.stream().map(unit -> unit.name().zh()).collect(Collectors.joining("、"));
    }

    private static void printLife(Alert alert, PrintWriter out) {
        List<Event> life = new ArrayList<>();
        life.add(new Event(alert.raisedAt(), "raised"));
        for (ActionEntry action : alert.actions()) {
            String said = action.reason() != null ? action.reason() : action.comment();
            life.add(new Event(
                    action.at(),
                    action.action().name().toLowerCase(Locale.ROOT) + " by " + action.actor()
                            + (action.assignee() == null ? "" : " to " + action.assignee())
                            + (action.level() == null ? "" : " to " + action.level())
                            + (said == null ? "" : ": " + said)));
        }
        for (Escalation escalation : alert.escalations()) {
            life.add(new Event(
                    escalation.at(),
                    "escalated: nobody acknowledged by " + LocalTimes.format(escalation.deadline())
                            + (escalation.units().isEmpty() ? "" : "; told " + names(escalation.units()))));
        }
        for (Delivery delivery : alert.deliveries()) {
            life.add(new Event(
                    delivery.at(),
                    "trigger to " + delivery.unitId()
                            + (delivery.channel() == null ? "" : " over " + delivery.channel()) + ": "
                            + delivery.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (delivery.attempts() > 1 ? ", attempt " + delivery.attempts() : "")
                            + (delivery.error() == null ? "" : " (" + delivery.error() + ")")));
        }
        life.sort(Comparator.comparing(Event::at));
        life.forEach(event -> out.println(LocalTimes.format(event.at()) + "  " + event.text()));
    }

    private static void printEvidence(Alert alert, PrintWriter out) {
        List<Evidence> evidence = alert.evidence();
        List<Evidence> newest = evidence.subList(Math.max(0, evidence.size() - EVIDENCE_SHOWN), evidence.size());
        TextTable table = new TextTable("OCCURRED", "STREAM", "SOURCE", "EVENT", "PLACE");
        for (Evidence record : newest) {
            table.row(
                    LocalTimes.format(record.occurredAt()),
                    record.stream(),
                    record.source(),
                    record.eventId(),
                    place(record));
        }
        table.print(out);
        out.println("the newest " + newest.size() + " of " + alert.evidenceCount() + " records");
    }

    private static String place(Evidence record) {
        if (record.pharmacyId() != null) {
            return record.pharmacyId();
        }
        return record.reporterId() != null ? record.reporterId() : record.sellerId();
    }
}
