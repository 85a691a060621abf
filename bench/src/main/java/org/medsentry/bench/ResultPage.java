package org.medsentry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of docs/ with a place for measured tables: between {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}. */
public record ResultPage(Path file) {

    /** @throws IllegalArgumentException if the page has no such place */
    public void write(String name, String table) throws IOException {
        String begin = "<!-- " + name + ":begin -->";
        String end = "<!-- " + name + ":end -->";
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(file + " has no place for the table: " + begin + " ... " + end);
        }
        Files.writeString(
                file, text.substring(0, from + begin.length()) + "\n\n" + table.strip() + "\n\n" + text.substring(to));
    }
}
