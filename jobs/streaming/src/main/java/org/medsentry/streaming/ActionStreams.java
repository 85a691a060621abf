package org.medsentry.streaming;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.streaming.action.ActionDirectory;
import org.medsentry.streaming.action.ActionGate;
import org.medsentry.streaming.action.AlertAddress;
import org.medsentry.streaming.alert.life.ResolvedAction;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * What people do, on its way to the alerts.
 *
 * @param onAlerts actions that have found their alert
 * @param silences actions that set or end silences
 * @param results answers to actions that found none
 * @param deadLetters records that are no actions
 */
public record ActionStreams(
        DataStream<ResolvedAction> onAlerts,
        DataStream<AlertAction> silences,
        DataStream<ActionResult> results,
        DataStream<DeadLetter> deadLetters) {

    /** How long an action may be ahead of the news of its alert, which takes its way over a topic. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** @param alerts every revision that the job has written, to know where alerts live */
    static ActionStreams define(DataStream<ControlRecord> rows, DataStream<Alert> alerts, JobSettings settings) {
        SingleOutputStreamOperator<AlertAction> actions = rows.process(new ActionGate(settings.keyFile()))
                .returns(TypeInformation.of(AlertAction.class))
                .uid("early-warning-action-gate")
                .name("part actions from what is none");
        DataStream<AlertAddress> addresses = alerts.filter(
                        alert -> alert.revision() == 1 || alert.status().isClosed())
                .uid("early-warning-address-filter")
                .name("pass alerts that open or close")
                .map(AlertAddress::of, TypeInformation.of(AlertAddress.class))
                .uid("early-warning-addresses")
                .name("take addresses");
        SingleOutputStreamOperator<ResolvedAction> resolved = addresses
                .keyBy(AlertAddress::alertId, Types.STRING)
                .connect(actions.filter(action -> !isSilence(action))
                        .uid("early-warning-alert-actions")
                        .name("pass actions on alerts")
                        .keyBy(ActionStreams::alertId, Types.STRING))
                .process(new ActionDirectory(PATIENCE, settings.life().memory()))
                .returns(TypeInformation.of(ResolvedAction.class))
                .uid("early-warning-directory")
                .name("find the alert of an action");
        return new ActionStreams(
                resolved,
                actions.filter(ActionStreams::isSilence)
                        .uid("early-warning-silence-actions")
                        .name("pass silences"),
                resolved.getSideOutput(ActionDirectory.RESULTS),
                actions.getSideOutput(ActionGate.DEAD_LETTERS));
    }

    /** An action that names no alert finds none, and is answered so. */
    private static String alertId(AlertAction action) {
        return action.alertId() == null ? "" : action.alertId();
    }

    private static boolean isSilence(AlertAction action) {
        return action.action() == ActionType.SILENCE || action.action() == ActionType.UNSILENCE;
    }
}
