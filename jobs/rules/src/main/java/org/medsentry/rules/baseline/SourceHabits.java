package org.medsentry.rules.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medsentry.detectors.catalogue.PaneLength;

/**
 * The sources of one series and how much each usually sends, to know of a pane whether all of it came. Places of sources never change, so
 * that panes can count by them.
 */
final class SourceHabits {

    /** More would only be small ones. */
    private static final int MOST = 32;

    /** A pane that lacks less than this of what is usual is good enough for a baseline. */
    private static final double NEGLIGIBLE = .1;

    private final List<SourceHabit> habits;

    SourceHabits() {
        this(new ArrayList<>(1));
    }

    private SourceHabits(List<SourceHabit> habits) {
        this.habits = habits;
    }

    /** Where a source is counted; -1 where there are too many of them. */
    int place(long id) {
        for (int place = 0; place < habits.size(); place++) {
            if (habits.get(place).id() == id) {
                return place;
            }
        }
        if (habits.size() == MOST) {
            return -1;
        }
        habits.add(new SourceHabit(id));
        return habits.size() - 1;
    }

    /**
     * Which of the panes lack a good part of what usually comes because sources were silent. Nothing is remembered.
     *
     * @param panes in order, the first the one after those that were taken
     */
    boolean[] incomplete(List<SeriesPane> panes, PaneLength length) {
        double[] missing = new double[panes.size()];
        double[] usually = new double[panes.size()];
        for (int place = 0; place < habits.size(); place++) {
            SourceHabit habit = habits.get(place).copy();
            double[] lacking = new double[panes.size()];
            for (int index = 0; index < panes.size(); index++) {
                usually[index] += habit.usual(length);
                int silent = habit.take(panes.get(index).from(place), length);
                for (int back = 0; back < silent && back <= index; back++) {
                    double came = panes.get(index - back).from(place);
                    lacking[index - back] = Math.max(0, habit.usual(length) - came);
                }
            }
            for (int index = 0; index < lacking.length; index++) {
                missing[index] += lacking[index];
            }
        }
        boolean[] incomplete = new boolean[panes.size()];
        for (int index = 0; index < incomplete.length; index++) {
            incomplete[index] = missing[index] > 0 && missing[index] >= NEGLIGIBLE * usually[index];
        }
        return incomplete;
    }

    /** Remembers a pane that nothing changes any more. */
    void take(SeriesPane pane, PaneLength length) {
        for (int place = 0; place < habits.size(); place++) {
            habits.get(place).take(pane.from(place), length);
        }
    }

    SourceHabits copy() {
        List<SourceHabit> copies = new ArrayList<>(habits.size());
        habits.forEach(habit -> copies.add(habit.copy()));
        return new SourceHabits(copies);
    }

    void write(DataOutput target) throws IOException {
        target.writeByte(habits.size());
        for (SourceHabit habit : habits) {
            habit.write(target);
        }
    }

    static SourceHabits read(DataInput source) throws IOException {
        int size = source.readByte();
        List<SourceHabit> habits = new ArrayList<>(Math.max(1, size));
        for (int index = 0; index < size; index++) {
            habits.add(SourceHabit.read(source));
        }
        return new SourceHabits(habits);
    }
}
