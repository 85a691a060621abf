package org.medsentry.local.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.medsentry.local.simulator.Assortment.Shelf;
import org.medsentry.schemas.document.DeadLetterReason;
import org.medsentry.schemas.event.OnlineSaleType;

/** What goes wrong on the way: records that break the contract, and records that come days after the fact. */
final class TransportScenes {

    /** The ways in which a sender's record can be bad. */
    static final List<DeadLetterReason> WAYS = List.of(
            DeadLetterReason.MALFORMED_JSON,
            DeadLetterReason.NOT_AN_OBJECT,
            DeadLetterReason.MISSING_FIELD,
            DeadLetterReason.WRONG_TYPE,
            DeadLetterReason.CONSTRAINT,
            DeadLetterReason.TIME_OUT_OF_RANGE,
            DeadLetterReason.TOO_LARGE);

    static final int BAD_OF_EACH_WAY = 5;
    static final int VERY_LATE = 6;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MORE_THAN_64_KIB = 70_000;
    private static final String FAR_FUTURE = "2199-01-01T00:00:00+08:00";

    private TransportScenes() {}

    static void badRecords(Stage stage) {
        stage.playFrom(.5, 10);
        for (int i = 0; i < BAD_OF_EACH_WAY; i++) {
            for (DeadLetterReason way : WAYS) {
                stage.send(spoiled(purchase(stage, 2 * i), way));
                stage.send(spoiled(report(stage, 2 * i), way));
                stage.send(spoiled(order(stage, 2 * i), way));
            }
        }
    }

    private static Outgoing purchase(Stage stage, int day) {
        Pharmacy pharmacy = stage.pharmacy(stage.county(day), day);
        return stage.world.finish(stage.purchase(
                pharmacy,
                stage.actor(pharmacy.county()),
                stage.anyOn(Shelf.ANTIPYRETIC),
                stage.time(day, 10, stage.random.below(60))));
    }

    private static Outgoing report(Stage stage, int day) {
        ReportDraft draft = stage.report(
                stage.county(day), stage.anyOn(Shelf.CHRONIC), null, stage.time(day, 11, stage.random.below(60)));
        draft.reactions.add(Reaction.NAUSEA);
        return stage.world.finish(draft);
    }

    private static Outgoing order(Stage stage, int day) {
        return stage.world.finish(stage.online(
                OnlineSaleType.ORDER,
                stage.seller(day),
                stage.random.pick(stage.world.assortment().online()),
                stage.time(day, 12, stage.random.below(60))));
    }

    private static Outgoing spoiled(Outgoing good, DeadLetterReason way) {
        byte[] value = good.value();
        byte[] bad = switch (way) {
            case MALFORMED_JSON -> Arrays.copyOf(value, value.length * 3 / 5);
            case NOT_AN_OBJECT ->
                ('[' + new String(value, StandardCharsets.UTF_8) + ']').getBytes(StandardCharsets.UTF_8);
            case MISSING_FIELD -> withoutRequiredField(good);
            case WRONG_TYPE -> withWrongType(good);
            case CONSTRAINT -> withBrokenConstraint(good);
            case TIME_OUT_OF_RANGE -> inTheFuture(good);
            case TOO_LARGE -> bytes(parsed(good).put("remark", "长".repeat(MORE_THAN_64_KIB / 3)));
            case INVALID_RULE, REJECTED_BY_INDEX -> throw new IllegalArgumentException("no sender can cause " + way);
        };
        return Outgoing.bad(good, bad, way);
    }

    private static byte[] withoutRequiredField(Outgoing good) {
        ObjectNode json = parsed(good);
        switch (good.stream()) {
            case PURCHASE_REGISTRATIONS -> json.remove("productCode");
            case ADVERSE_REACTIONS -> json.remove("reportedAt");
            case ONLINE_SALES -> json.remove("sellerId");
        }
        return bytes(json);
    }

    private static byte[] withWrongType(Outgoing good) {
        ObjectNode json = parsed(good);
        return bytes(
                switch (good.stream()) {
                    case PURCHASE_REGISTRATIONS -> json.put("quantity", "two");
                    case ADVERSE_REACTIONS -> json.put("products", "none");
                    case ONLINE_SALES -> json.put("price", "cheap");
                });
    }

    private static byte[] withBrokenConstraint(Outgoing good) {
        ObjectNode json = parsed(good);
        return bytes(
                switch (good.stream()) {
                    case PURCHASE_REGISTRATIONS -> json.put("quantity", 0);
                    case ADVERSE_REACTIONS -> json.put("regionCode", "50011");
                    case ONLINE_SALES -> json.put("type", "SOLD");
                });
    }

    private static byte[] inTheFuture(Outgoing good) {
        ObjectNode json = parsed(good);
        return bytes(
                switch (good.stream()) {
                    case PURCHASE_REGISTRATIONS, ONLINE_SALES -> json.put("occurredAt", FAR_FUTURE);
                    case ADVERSE_REACTIONS -> json.put("reportedAt", FAR_FUTURE);
                });
    }

    private static ObjectNode parsed(Outgoing good) {
        try {
            return (ObjectNode) JSON.readTree(good.value());
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator wrote no JSON", e);
        }
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    static void veryLate(Stage stage) {
        stage.playFrom(.3, 5);
        for (int i = 0; i < VERY_LATE; i++) {
            Pharmacy pharmacy = stage.pharmacy(stage.county(i), i);
            PurchaseDraft draft = stage.purchase(
                    pharmacy,
                    stage.actor(pharmacy.county()),
                    stage.anyOn(Shelf.OTHER),
                    stage.time(0, 9 + i, stage.random.below(60)));
            draft.sentAt = draft.soldAt.plus(Duration.ofHours(50 + 4L * i));
            stage.send(draft);
        }
    }
}
