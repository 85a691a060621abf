package org.medsentry.rules.count;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medsentry.rules.Measure;

/** The oldest records of a log that has too many: folded by panes of time, so that they take bounded room. */
final class Panes {

    /** Beyond, counties of a pane are told apart no longer, and beyond twice as many nor are groups. */
    private static final int MOST_CELLS = 256;

    /** Those of a log of which nothing has been folded; not to be changed. Most logs are such, and there are millions of them. */
    static final Panes NONE = new Panes(List.of());

    /** In the order of their ends. */
    private final List<Cell> cells;

    Panes() {
        this(new ArrayList<>());
    }

    private Panes(List<Cell> cells) {
        this.cells = cells;
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    int size() {
        return cells.size();
    }

    Cell cell(int index) {
        return cells.get(index);
    }

    long records() {
        long records = 0;
        for (Cell cell : cells) {
            records += cell.records();
        }
        return records;
    }

    long newest() {
        long newest = Long.MIN_VALUE;
        for (Cell cell : cells) {
            newest = Math.max(newest, cell.last());
        }
        return newest;
    }

    /** @param paneMillis length of a pane; panes are aligned to its multiples */
    void fold(CountEntry entry, List<Measure> measures, long paneMillis) {
        long from = Math.floorDiv(entry.time(), paneMillis) * paneMillis;
        if (entry.groups() == null) {
            cell(from, from + paneMillis, null, entry.county(), measures).add(entry);
            return;
        }
        for (String group : entry.groups()) {
            cell(from, from + paneMillis, group, entry.county(), measures).add(entry);
        }
    }

    private Cell cell(long from, long until, String group, int county, List<Measure> measures) {
        int ofPane = 0;
        for (int index = cells.size() - 1; index >= 0 && cells.get(index).until() >= until; index--) {
            Cell known = cells.get(index);
            ofPane += known.from() == from ? 1 : 0;
            if (known.isOf(from, until, group, county)) {
                return known;
            }
        }
        if (ofPane >= MOST_CELLS && county != 0) {
            return cell(from, until, group, 0, measures);
        }
        if (ofPane >= 2 * MOST_CELLS && group != null) {
            return cell(from, until, null, 0, measures);
        }
        Cell cell = Cell.of(from, until, group, county, measures);
        int place = cells.size();
        while (place > 0 && cells.get(place - 1).until() > until) {
            place--;
        }
        cells.add(place, cell);
        return cell;
    }

    /** Forgets panes that end before this time. */
    void dropBefore(long time) {
        int gone = 0;
        while (gone < cells.size() && cells.get(gone).until() <= time) {
            gone++;
        }
        cells.subList(0, gone).clear();
    }

    /** Both together, perhaps one of the two itself: not to be changed. */
    Panes with(Panes others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        Panes both = new Panes();
        both.cells.addAll(cells);
        both.cells.addAll(others.cells);
        both.cells.sort(Comparator.comparingLong(Cell::until));
        return both;
    }

    Panes copy() {
        Panes copy = new Panes();
        cells.forEach(cell -> copy.cells.add(cell.copy()));
        return copy;
    }

    void write(DataOutput target) throws IOException {
        target.writeInt(cells.size());
        for (Cell cell : cells) {
            cell.write(target);
        }
    }

    static Panes read(DataInput source) throws IOException {
        int left = source.readInt();
        if (left == 0) {
            return NONE;
        }
        Panes panes = new Panes();
        for (; left > 0; left--) {
            panes.cells.add(Cell.read(source));
        }
        return panes;
    }
}
