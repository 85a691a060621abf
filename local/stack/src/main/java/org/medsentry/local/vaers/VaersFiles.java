package org.medsentry.local.vaers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the sets of three files, one set a year, that the public download consists of. */
record VaersFiles(Path data, Path vaccines, Path symptoms) {

    private static final Pattern NAME = Pattern.compile("(\\d{4}|NONDOMESTIC)VAERS(DATA|VAX|SYMPTOMS)\\.CSV(\\.GZ)?");

    private enum Table {
        DATA,
        VAX,
        SYMPTOMS
    }

    /** @return the sets by year; never empty */
    static List<VaersFiles> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new VaersImportException(directory + " is not a directory");
        }
        Map<String, Map<Table, Path>> years = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString().toUpperCase(Locale.ROOT));
                if (!name.matches()) {
                    continue;
                }
                Path twin = years.computeIfAbsent(name.group(1), year -> new EnumMap<>(Table.class))
                        .put(Table.valueOf(name.group(2)), file);
                if (twin != null) {
                    throw new VaersImportException(
                            twin + " and " + file.getFileName() + " are the same table; keep one of them");
                }
            }
        }
        if (years.isEmpty()) {
            throw new VaersImportException("no VAERS files in " + directory
                    + "; expected names like 1998VAERSDATA.csv, 1998VAERSVAX.csv, 1998VAERSSYMPTOMS.csv, each plain or"
                    + " with .gz");
        }
        List<VaersFiles> sets = new ArrayList<>();
        years.forEach((year, tables) -> sets.add(new VaersFiles(
                required(directory, year, tables, Table.DATA),
                required(directory, year, tables, Table.VAX),
                required(directory, year, tables, Table.SYMPTOMS))));
        return sets;
    }

    private static Path required(Path directory, String year, Map<Table, Path> tables, Table table) {
        Path file = tables.get(table);
        if (file == null) {
            throw new VaersImportException(directory + " has files of " + year + " but no " + year + "VAERS" + table
                    + ".csv[.gz]; a year needs DATA, VAX and SYMPTOMS");
        }
        return file;
    }
}
