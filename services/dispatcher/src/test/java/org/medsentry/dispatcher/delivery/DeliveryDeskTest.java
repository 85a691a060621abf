package org.medsentry.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsentry.dispatcher.delivery.TestingCourier.BROKEN;
import static org.medsentry.dispatcher.delivery.TestingCourier.OK;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.TestingTriggers;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.RetrySettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.message.Reply;
import org.medsentry.schemas.document.Delivery;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Trigger;

class DeliveryDeskTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestingLoop loop = new TestingLoop(START);
    private final TestingCourier north = new TestingCourier();
    private final TestingCourier south = new TestingCourier();
    private final TestingRecorder recorder = new TestingRecorder();
    private final DeliveryMemory memory = new DeliveryMemory();
    private ChannelSettings settings = channel("north").withRate(10_000);
    private DeliveryDesk desk;

    private static ChannelSettings channel(String name) {
        return ChannelSettings.of(
                name, ChannelKind.WEBHOOK, URI.create("https://" + name + ".example"), new Secret("s"));
    }

    private DeliveryDesk open() {
        desk = new DeliveryDesk(
                ChannelDirectory.of(List.of(settings, channel("south").withRate(10_000))),
                channel -> channel.name().equals("north") ? north : south,
                loop,
                recorder,
                memory,
                Duration.ofDays(7),
                () -> 0.999);
        desk.start();
        return desk;
    }

    private static TestingTriggers trigger(String alert, int revision) {
        return new TestingTriggers().alert(alert).revision(revision).createdAt(START);
    }

    private static Trigger toNorth(String alert, int revision) {
        return trigger(alert, revision).unit("U1", "north").build();
    }

    @Test
    void deliversToEachChannelOfEachUnitOnce() {
        open();
        Trigger trigger = trigger("a", 1)
                .unit("U1", "north", "south", "north")
                .unit("U2", "south")
                .build();
        desk.accept(trigger, new Place(0, 7));
        assertThat(desk.committable(0, 8)).isEqualTo(7);
        loop.advance(MINUTE);
        desk.accept(trigger, new Place(0, 12));
        loop.advance(MINUTE);
        assertThat(north.sent).hasSize(1);
        assertThat(south.sent).hasSize(2);
        assertThat(recorder.count(DeliveryState.PENDING)).isEqualTo(3);
        assertThat(recorder.count(DeliveryState.DELIVERED)).isEqualTo(3);
        assertThat(recorder.onAlert).as("the alert has known since the trigger").hasSize(3);
        assertThat(desk.committable(0, 13)).isEqualTo(13);
    }

    @Test
    void aUnitWithoutAWayIsVisibleAtOnce() {
        open();
        desk.accept(trigger("a", 1).unit("U1").unit("U2", "nowhere").build(), new Place(0, 1));
        assertThat(recorder.states()).containsExactly(DeliveryState.NO_CHANNEL, DeliveryState.NO_CHANNEL);
        assertThat(recorder.onAlert.get(0).channel()).isNull();
        assertThat(recorder.onAlert.get(1).error()).contains("no channel of this name");
        loop.advance(Duration.ZERO);
        assertThat(desk.committable(0, 2)).isEqualTo(2);
    }

    @Test
    void aSecondSendingByAPersonIsADeliveryOfItsOwn() {
        open();
        desk.accept(toNorth("a", 1), new Place(0, 1));
        loop.advance(MINUTE);
        desk.accept(trigger("a", 1).unit("U1", "north").resend(1).build(), new Place(0, 2));
        loop.advance(MINUTE);
        assertThat(north.sent).hasSize(2);
        assertThat(recorder.onAlert.stream().map(Delivery::state))
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.PENDING, DeliveryState.DELIVERED);
    }

    @Test
    void triesAgainLaterAndLaterUntilTheReceiverIsBack() {
        settings = settings.withRetry(
                new RetrySettings(Duration.ofSeconds(1), MINUTE, 100, Duration.ofSeconds(30), Duration.ofMinutes(5)));
        open();
        north.answers = trigger -> north.sent.size() < 6 ? BROKEN : OK;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        loop.advance(Duration.ofSeconds(32));
        assertThat(north.sent).as("after 1, 2, 4, 8, 16 seconds").hasSize(6);
        Delivery last = recorder.deliveries.get(recorder.deliveries.size() - 1);
        assertThat(last.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(last.attempts()).isEqualTo(6);
        assertThat(recorder.count(DeliveryState.RETRYING)).isEqualTo(5);
        assertThat(recorder.onAlert.stream().map(Delivery::state))
                .as("the alert is told of the first failure, not of each")
                .containsExactly(DeliveryState.RETRYING, DeliveryState.DELIVERED);
        assertThat(recorder.deliveries.get(1).error()).isEqualTo("HTTP 500");
        assertThat(recorder.deliveries.get(1).nextAttemptAt()).isAfter(START);
    }

    @Test
    void aReceiverThatIsNotBackInTimeIsGivenUp() {
        settings = settings.withMaxAge(Duration.ofHours(2));
        open();
        north.answers = trigger -> BROKEN;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        desk.accept(toNorth("b", 1), new Place(0, 2));
        loop.advance(Duration.ofHours(1));
        assertThat(recorder.count(DeliveryState.GIVEN_UP)).isZero();
        assertThat(desk.committable(0, 3)).isEqualTo(1);
        loop.advance(Duration.ofMinutes(62));
        assertThat(recorder.count(DeliveryState.GIVEN_UP)).isEqualTo(2);
        assertThat(desk.committable(0, 3)).isEqualTo(3);
        assertThat(desk.figures().get("north").givenUp()).isEqualTo(2);
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnce() {
        open();
        north.answers = trigger -> new Reply(400, null, new byte[0]);
        desk.accept(toNorth("a", 1), new Place(0, 1));
        loop.advance(MINUTE);
        assertThat(north.sent).hasSize(1);
        assertThat(recorder.states()).endsWith(DeliveryState.GIVEN_UP);
    }

    @Test
    void aReceiverThatAsksForTimeGetsItForAllItsDeliveries() {
        open();
        north.answers = trigger -> north.sent.size() == 1 ? new Reply(429, "20", new byte[0]) : OK;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        loop.advance(Duration.ofSeconds(1));
        desk.accept(toNorth("b", 1), new Place(0, 2));
        loop.advance(Duration.ofSeconds(18));
        assertThat(north.sent).hasSize(1);
        loop.advance(Duration.ofSeconds(2));
        assertThat(north.sent).hasSize(3);
    }

    @Test
    void aDeadChannelIsLeftAloneAndDelaysNoOther() {
        open();
        north.answers = trigger -> null;
        for (int alert = 0; alert < 50; alert++) {
            desk.accept(trigger("a" + alert, 1).unit("U1", "north", "south").build(), new Place(0, alert));
        }
        loop.advance(Duration.ofSeconds(1));
        assertThat(north.sent).as("as many as may be under way").hasSize(4);
        assertThat(south.sent).hasSize(50);
        north.answers = trigger -> BROKEN;
        List.copyOf(north.open).forEach(answer -> answer.complete(BROKEN));
        loop.advance(MINUTE);
        int sent = north.sent.size();
        assertThat(desk.figures().get("north").circuit()).isEqualTo(2);
        loop.advance(Duration.ofMinutes(5));
        assertThat(north.sent.size() - sent).as("one trial in 30 seconds").isBetween(9, 11);
        north.answers = trigger -> OK;
        loop.advance(Duration.ofMinutes(6));
        assertThat(desk.figures().get("north").delivered()).isEqualTo(50);
        assertThat(desk.figures().get("north").circuit()).isZero();
    }

    @Test
    void theRateIsKept() {
        settings = channel("north").withRate(2);
        open();
        for (int alert = 0; alert < 100; alert++) {
            desk.accept(toNorth("a" + alert, 1), new Place(0, alert));
        }
        loop.advance(Duration.ofSeconds(10));
        assertThat(north.sent).hasSizeBetween(20, 23);
    }

    @Test
    void whatDoesNotFitIsReadAgainInOrder() {
        settings = settings.withLimits(1, 10);
        open();
        north.answers = trigger -> null;
        for (int revision = 1; revision <= 25; revision++) {
            desk.accept(toNorth("a", revision), new Place(0, revision));
        }
        assertThat(desk.figures().get("north").held()).isEqualTo(10);
        assertThat(recorder.count(DeliveryState.PENDING))
                .as("visible nonetheless")
                .isEqualTo(25);
        assertThat(desk.committable(0, 26)).isEqualTo(1);
        assertThat(desk.takeRewinds()).isEmpty();
        north.answers = trigger -> OK;
        north.open.get(0).complete(OK);
        loop.advance(MINUTE);
        assertThat(desk.committable(0, 26)).isEqualTo(11);
        desk.accept(toNorth("a", 26), new Place(0, 26));
        loop.advance(MINUTE);
        assertThat(north.revisions())
                .as("there is room, but earlier ones are missing")
                .hasSize(10);
        for (int round = 0; round < 3; round++) {
            desk.takeRewinds().forEach((partition, offset) -> {
                for (int revision = (int) (long) offset; revision <= 26; revision++) {
                    desk.accept(toNorth("a", revision), new Place(0, revision));
                }
            });
            loop.advance(MINUTE);
        }
        assertThat(north.revisions())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 26).boxed().toList());
        assertThat(recorder.count(DeliveryState.PENDING)).isEqualTo(26);
        assertThat(desk.committable(0, 27)).isEqualTo(27);
    }

    @Test
    void afterARestartGoesOnWhereItWas() {
        open();
        north.answers = trigger -> trigger.revision() == 1 ? OK : BROKEN;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        desk.accept(toNorth("b", 2), new Place(0, 2));
        loop.advance(Duration.ofSeconds(10));
        int tried = north.sent.size();
        desk.stop();
        DeliveryMemory before = memory;
        assertThat(before.size()).isEqualTo(2);
        north.answers = trigger -> OK;
        open();
        desk.accept(toNorth("a", 1), new Place(0, 1));
        desk.accept(toNorth("b", 2), new Place(0, 2));
        loop.advance(Duration.ofSeconds(1));
        assertThat(north.sent).hasSize(tried + 1);
        Delivery last = recorder.deliveries.get(recorder.deliveries.size() - 1);
        assertThat(last.attempts()).isEqualTo(tried);
        assertThat(recorder.count(DeliveryState.PENDING)).isEqualTo(2);
    }

    @Test
    void handsBackWhatIsAnothersNow() {
        open();
        north.answers = trigger -> null;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        desk.accept(toNorth("a", 2), new Place(0, 2));
        desk.accept(toNorth("b", 1), new Place(1, 1));
        desk.handBack(Set.of(0));
        assertThat(desk.figures().get("north").held()).isEqualTo(1);
        north.open.forEach(answer -> answer.complete(BROKEN));
        loop.advance(Duration.ofSeconds(10));
        assertThat(north.sent.stream().map(Trigger::alertId).filter(TestingTriggers.uuid("a")::equals))
                .hasSize(1);
        assertThat(desk.isIdle()).isFalse();
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        open();
        desk.accept(toNorth("a", 1), new Place(0, 1));
        loop.advance(Duration.ofDays(6));
        assertThat(recorder.forgotten).isEmpty();
        loop.advance(Duration.ofDays(2));
        assertThat(recorder.forgotten)
                .containsExactly(recorder.deliveries.get(0).id());
        assertThat(memory.size()).isZero();
    }
}
