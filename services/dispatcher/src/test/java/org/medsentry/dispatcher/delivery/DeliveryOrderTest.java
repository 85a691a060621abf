package org.medsentry.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medsentry.dispatcher.delivery.TestingCourier.BROKEN;
import static org.medsentry.dispatcher.delivery.TestingCourier.OK;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.dispatcher.TestingTriggers;
import org.medsentry.dispatcher.channel.ChannelDirectory;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.schemas.document.Trigger;

/** What one alert's triggers do to each other. */
class DeliveryOrderTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestingLoop loop = new TestingLoop(START);
    private final TestingCourier north = new TestingCourier();
    private final TestingCourier south = new TestingCourier();
    private final TestingRecorder recorder = new TestingRecorder();
    private final DeliveryMemory memory = new DeliveryMemory();
    private final ChannelSettings settings = channel("north").withRate(10_000);
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
    void whatALaterTriggerSaysComesAfterWhatTheEarlierSaid() {
        open();
        north.answers = trigger -> north.sent.size() <= 2 ? BROKEN : OK;
        for (int revision = 1; revision <= 4; revision++) {
            desk.accept(toNorth("a", revision), new Place(0, revision));
        }
        loop.advance(MINUTE);
        assertThat(north.revisions()).containsExactly(1, 1, 1, 2, 3, 4);
    }

    @Test
    void newsOfTheAlertTriesTheEarlierTriggerAtOnce() {
        open();
        north.answers = trigger -> north.sent.size() <= 4 ? BROKEN : OK;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        loop.advance(Duration.ofSeconds(8));
        assertThat(north.sent).hasSize(4);
        desk.accept(toNorth("a", 2), new Place(0, 2));
        loop.advance(Duration.ZERO);
        assertThat(north.revisions()).containsExactly(1, 1, 1, 1, 1, 2);
    }

    @Test
    void aTriggerThatIsNeverTakenDoesNotKeepTheLaterOnesForever() {
        open();
        north.answers = trigger -> trigger.revision() == 1 ? BROKEN : OK;
        desk.accept(toNorth("a", 1), new Place(0, 1));
        desk.accept(toNorth("a", 2), new Place(0, 2));
        desk.accept(toNorth("a", 3), new Place(0, 3));
        loop.advance(Duration.ofMinutes(4));
        assertThat(north.revisions()).containsOnly(1);
        loop.advance(Duration.ofMinutes(12));
        assertThat(north.revisions()).contains(2, 3);
        assertThat(north.revisions().indexOf(2)).isLessThan(north.revisions().indexOf(3));
        assertThat(north.revisions().stream().filter(revision -> revision > 1)).hasSize(2);
        assertThat(desk.committable(0, 4)).isEqualTo(1);
    }
}
