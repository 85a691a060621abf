package org.medsentry.bench.detection;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medsentry.bench.ResultPage;

/** Where tables and plots go: to the terminal, and into the page and the folder beside it if one was named. */
record DetectionPage(Path file, PrintWriter out) {

    void table(String name, String table) throws IOException {
        out.println();
        out.println(table);
        out.flush();
        if (file != null) {
            new ResultPage(file).write(name, table);
        }
    }

    void plot(String name, LinePlot plot) throws IOException {
        if (file != null) {
            Path folder = file.toAbsolutePath().resolveSibling("detection");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".svg"), plot.svg());
        }
    }
}
