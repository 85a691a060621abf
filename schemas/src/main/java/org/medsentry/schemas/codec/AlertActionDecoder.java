package org.medsentry.schemas.codec;

import java.io.IOException;
import java.time.Instant;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Level;

/**
 * Reads topic {@code alert-actions}. It looks at the form alone: an action that lacks a reason, or that its actor may not do, is
 * answered by the early-warning job in words.
 */
public final class AlertActionDecoder {

    /** An alert bears all its actions; a longer text belongs elsewhere. */
    public static final int LONGEST_TEXT = 4000;

    private static final FieldNames FIELDS = FieldNames.of(
            "actionId",
            "action",
            "alertId",
            "ruleId",
            "keyPattern",
            "silenceId",
            "until",
            "level",
            "assignee",
            "reason",
            "comment",
            "delivery",
            "actor",
            "role",
            "at");
    private static final FieldNames DELIVERY_FIELDS = FieldNames.of(
            "triggerId", "resend", "alertId", "unitId", "channel", "state", "attempts", "at", "nextAttemptAt", "error");
    private static final Choices<ActionType> ACTIONS = new Choices<>(ActionType.class);
    private static final Choices<ActorRole> ROLES = new Choices<>(ActorRole.class);
    private static final Choices<Level> LEVELS = new Choices<>(Level.class);
    private static final Choices<DeliveryState> STATES = new Choices<>(DeliveryState.class);
    private static final int LONGEST_NAME = 256;

    private AlertActionDecoder() {}

    /**
     * Reads one action.
     *
     * @param value one JSON object in UTF-8, at most 65,536 bytes; a tombstone (null) is no action and fails
     * @throws RecordException if it breaks the contract
     */
    public static AlertAction decode(byte[] value) throws RecordException {
        return FieldReader.read(value, AlertActionDecoder::read);
    }

    private static AlertAction read(FieldReader in) throws RecordException, IOException {
        String actionId = null;
        ActionType action = null;
        String alertId = null;
        String ruleId = null;
        String keyPattern = null;
        String silenceId = null;
        Instant until = null;
        Level level = null;
        String assignee = null;
        String reason = null;
        String comment = null;
        Delivery delivery = null;
        String actor = null;
        ActorRole role = null;
        Instant at = null;
        while (in.next(FIELDS)) {
            switch (in.name()) {
                case "actionId" -> actionId = in.text(1, LONGEST_NAME);
                case "action" -> action = in.choice(ACTIONS);
                case "alertId" -> alertId = in.text(0, LONGEST_NAME);
                case "ruleId" -> ruleId = in.text(0, LONGEST_NAME);
                case "keyPattern" -> keyPattern = in.text(0, LONGEST_TEXT);
                case "silenceId" -> silenceId = in.text(0, LONGEST_NAME);
                case "until" -> until = in.time();
                case "level" -> level = in.choice(LEVELS);
                case "assignee" -> assignee = in.text(0, LONGEST_NAME);
                case "reason" -> reason = in.text(0, LONGEST_TEXT);
                case "comment" -> comment = in.text(0, LONGEST_TEXT);
                case "delivery" -> delivery = in.startObject() ? delivery(in) : null;
                case "actor" -> actor = in.text(1, LONGEST_NAME);
                case "role" -> role = in.choice(ROLES);
                case "at" -> at = in.time();
                default -> throw new IllegalStateException(in.name());
            }
        }
        in.endDocument();
        return new AlertAction(
                in.require(actionId, "actionId"),
                in.require(action, "action"),
                alertId,
                ruleId,
                keyPattern,
                silenceId,
                until,
                level,
                assignee,
                reason,
                comment,
                delivery,
                in.require(actor, "actor"),
                in.require(role, "role"),
                in.require(at, "at"));
    }

    private static Delivery delivery(FieldReader in) throws RecordException, IOException {
        String triggerId = null;
        Integer resend = null;
        String alertId = null;
        String unitId = null;
        String channel = null;
        DeliveryState state = null;
        Integer attempts = null;
        Instant at = null;
        Instant nextAttemptAt = null;
        String error = null;
        while (in.next(DELIVERY_FIELDS)) {
            switch (in.name()) {
                case "triggerId" -> triggerId = in.text(0, LONGEST_NAME);
                case "resend" -> resend = in.integer(0, Integer.MAX_VALUE);
                case "alertId" -> alertId = in.text(0, LONGEST_NAME);
                case "unitId" -> unitId = in.text(0, LONGEST_NAME);
                case "channel" -> channel = in.text(0, LONGEST_NAME);
                case "state" -> state = in.choice(STATES);
                case "attempts" -> attempts = in.integer(0, Integer.MAX_VALUE);
                case "at" -> at = in.time();
                case "nextAttemptAt" -> nextAttemptAt = in.time();
                case "error" -> error = in.text(0, LONGEST_TEXT);
                default -> throw new IllegalStateException(in.name());
            }
        }
        return new Delivery(
                in.require(triggerId, "triggerId"),
                in.require(resend, "resend"),
                in.require(alertId, "alertId"),
                in.require(unitId, "unitId"),
                channel,
                in.require(state, "state"),
                in.require(attempts, "attempts"),
                in.require(at, "at"),
                nextAttemptAt,
                error);
    }
}
