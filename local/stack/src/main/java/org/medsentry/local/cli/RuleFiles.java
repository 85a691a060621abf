package org.medsentry.local.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rule files as a command line names them: files, or folders of {@code .yaml} files. */
final class RuleFiles {

    private RuleFiles() {}

    /** Texts by the name to show, in the order given. */
    static Map<String, String> read(List<Path> paths) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (Path path : paths) {
            for (Path file : expand(path)) {
                files.put(file.toString(), text(file));
            }
        }
        return files;
    }

    private static List<Path> expand(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(RuleFiles::isRuleFile).sorted().toList();
            if (files.isEmpty()) {
                throw new CommandException(path + " holds no .yaml file");
            }
            return files;
        }
    }

    private static boolean isRuleFile(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new CommandException(file + " is not UTF-8 text", notText);
        }
    }
}
