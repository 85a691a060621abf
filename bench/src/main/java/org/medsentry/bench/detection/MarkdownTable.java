package org.medsentry.bench.detection;

import java.util.List;

/** A table of a page, built row by row. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... columns) {
        row(columns);
        text.append("| ")
                .append(String.join(
                        " | ", List.of(columns).stream().map(column -> "---").toList()));
        text.append(" |\n");
    }

    MarkdownTable row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
