package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.medsentry.desk.ActionDesk;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionStatus;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Level;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who acts, and how the answers are told. */
final class ActorOptions {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who acts. Default: the user of this computer.")
    private String actor = System.getProperty("user.name");

    @Option(
            names = "--role",
            defaultValue = "DUTY_OFFICER",
            description = "What that person may do: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ActorRole role;

    /** What is wanted, without who and when. */
    record Wish(
            ActionType type,
            String alertId,
            String ruleId,
            String keyPattern,
            String silenceId,
            Instant until,
            Level level,
            String assignee,
            String reason,
            String comment) {}

    private AlertAction action(String actionId, Wish wish) {
        return new AlertAction(
                actionId,
                wish.type(),
                wish.alertId(),
                wish.ruleId(),
                wish.keyPattern(),
                wish.silenceId(),
                wish.until(),
                wish.level(),
                wish.assignee(),
                wish.reason(),
                wish.comment(),
                null,
                actor,
                role,
                Instant.now());
    }

    /** Hands the wishes over and tells what became of each; 0 only if all were accepted. */
    int perform(List<Wish> wishes, CommandSpec spec) {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.ALERT_ACTIONS);
        List<AlertAction> actions = wishes.stream()
                .map(wish -> action(UUID.randomUUID().toString(), wish))
                .toList();
        Map<String, ActionResult> answers = new ActionDesk(cluster).perform(actions, LIMIT);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean allAccepted = true;
        for (AlertAction action : actions) {
            String what = action.action().name().toLowerCase(Locale.ROOT)
                    + (action.alertId() == null ? "" : " " + action.alertId());
            ActionResult answer = answers.get(action.actionId());
            if (answer == null) {
                err.println("medsentry: " + what + ": no answer within " + LIMIT.toSeconds()
                        + " s; it is kept, and counts once the early-warning job has read it (action "
                        + action.actionId() + ")");
                allAccepted = false;
            } else if (answer.status() == ActionStatus.REJECTED) {
                err.println("medsentry: " + what + ": rejected, "
                        + answer.rejection().en() + " (" + answer.rejection().zh() + ")");
                allAccepted = false;
            } else {
                out.println(what + ": accepted"
                        + (answer.revision() == null ? "" : ", revision " + answer.revision())
                        + (action.action() == ActionType.SILENCE ? ", silence " + action.actionId() : ""));
            }
        }
        return allAccepted ? 0 : Medsentry.FAILED;
    }
}
