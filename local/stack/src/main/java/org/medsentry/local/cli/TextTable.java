package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns for a terminal, in which a Chinese character takes the room of two Latin ones. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> rightAligned = new ArrayList<>();

    /** @param header names of the columns; one that begins with {@code >} is aligned to the right */
    TextTable(String... header) {
        List<String> names = new ArrayList<>();
        for (String name : header) {
            rightAligned.add(name.startsWith(">"));
            names.add(name.startsWith(">") ? name.substring(1) : name);
        }
        rows.add(names);
    }

    void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(text(cell));
        }
        rows.add(row);
    }

    private static String text(Object cell) {
        if (cell == null) {
            return "-";
        }
        return cell instanceof Long || cell instanceof Integer ? "%,d".formatted(cell) : cell.toString();
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out) {
        int columns = rightAligned.size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String padding = " ".repeat(widths[column] - width(row.get(column)));
                line.append(column == 0 ? "" : GAP);
                line.append(rightAligned.get(column) ? padding + row.get(column) : row.get(column) + padding);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int codePoint) {
        boolean wide = codePoint >= 0x1100 && codePoint <= 0x115F
                || codePoint >= 0x2E80 && codePoint <= 0xA4CF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                || codePoint >= 0xF900 && codePoint <= 0xFAFF
                || codePoint >= 0xFE30 && codePoint <= 0xFE4F
                || codePoint >= 0xFF00 && codePoint <= 0xFF60
                || codePoint >= 0x20000 && codePoint <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
