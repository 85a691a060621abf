package org.medsentry.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one unit is to be told of one alert over one channel, in order. One task is under way at a time. Once the first has failed, the
 * next waits for it, but not forever: when it has waited long enough it is tried right after the first one's next failure. So after an
 * outage everything arrives in order, and a trigger that its receiver will not take does not keep the alert's later ones from it.
 */
final class Lane {

    /** What the lane is about to do. */
    enum Mode {
        READY,
        UNDER_WAY,
        WAITING
    }

    /**
     * The one lane of its kind.
     *
     * @param channel as the unit names it
     * @param partition that of the alert, unless somebody writes triggers under another key
     */
    record Key(String alertId, String unitId, String channel, int partition) {

        static Key of(Task task) {
            return new Key(
                    task.notice.trigger().alertId(),
                    task.notice.unit().id(),
                    task.notice.channel(),
                    task.place.partition());
        }
    }

    final Key key;
    final List<Task> tasks = new ArrayList<>(2);
    Mode mode = Mode.READY;
    /** When the first task is due again, while WAITING. */
    Instant due = Instant.MIN;
    /** Whether the receiver named that time. */
    boolean dueByReceiver;

    private int position;

    Lane(Key key) {
        this.key = key;
    }

    Task current() {
        return tasks.get(position);
    }

    void removeCurrent() {
        tasks.remove(position);
    }

    void stepOver() {
        position++;
    }

    void rewind() {
        position = 0;
    }

    /** Whether the task at hand may be tried now: nothing failed before it in this turn, or it has waited long enough. */
    boolean mayGoOn(Instant now, Duration patience) {
        return position < tasks.size()
                && (position == 0 || !current().acceptedAt.plus(patience).isAfter(now));
    }
}
