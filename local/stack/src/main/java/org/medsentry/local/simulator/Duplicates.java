package org.medsentry.local.simulator;

import java.util.function.Consumer;

/** A sender that did not hear the answer sends again: the same bytes, seconds to days later. */
final class Duplicates implements Consumer<Outgoing> {

    private static final long PURPOSE = 0x4475;
    private static final double SENT_AGAIN = .002;
    private static final long DAY = 86_400;

    private final World world;
    private final Consumer<Outgoing> sink;

    Duplicates(World world, Consumer<Outgoing> sink) {
        this.world = world;
        this.sink = sink;
    }

    @Override
    public void accept(Outgoing outgoing) {
        sink.accept(outgoing);
        if (outgoing.badReason() != null) {
            return;
        }
        long identity =
                (long) outgoing.eventId().hashCode() << 32 ^ outgoing.source().hashCode() ^ outgoing.version();
        SeededRandom random = world.random(PURPOSE, identity);
        if (random.chance(SENT_AGAIN)) {
            long after = random.chance(.7) ? random.between(2L, 600) : random.between(DAY / 24, 3 * DAY);
            sink.accept(outgoing.again(outgoing.sentAt().plusSeconds(after)));
        }
    }
}
