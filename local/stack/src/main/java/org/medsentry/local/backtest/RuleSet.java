package org.medsentry.local.backtest;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.Rule;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.RulePublication;
import org.medsentry.schemas.document.RuleState;
import org.medsentry.streaming.reference.ControlRecord;

/**
 * The rules that a backtest judges by. All of them are checked before a record is read: what a rule set would have raised is
 * no answer if one of its rules was quietly left out.
 *
 * @param origin in words, for the summary
 */
record RuleSet(String origin, List<RulePublication> publications) {

    private static final int MAX_PUBLICATION_BYTES = 64 * 1024;

    /**
     * @param directory of *.yaml files; null for the rules that ship with the product
     * @throws BacktestException with every problem of every file, a line each
     */
    static RuleSet read(Path directory) {
        if (directory == null) {
            return new RuleSet("shipped with the product", publications(DefaultRules.files()));
        }
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.{yaml,yml}")) {
            for (Path file : entries) {
                files.put(file.toString(), text(file));
            }
        } catch (IOException unreadable) {
            throw new BacktestException("cannot read rules in " + directory, unreadable);
        }
        if (files.isEmpty()) {
            throw new BacktestException("no rule file (*.yaml) in " + directory);
        }
        return new RuleSet("*.yaml of the rules directory", publications(files));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException noText) {
            throw BacktestException.inRules(List.of(file + ":1:1: not UTF-8 text"));
        }
    }

    private static List<RulePublication> publications(Map<String, String> files) {
        Map<String, RulePublication> byId = new TreeMap<>();
        Map<String, String> fileOf = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        files.forEach((file, yaml) -> {
            try {
                Rule rule = RuleFile.parse(file, yaml);
                RulePublication publication = new RulePublication(
                        rule.id(), rule.version(), RuleState.ACTIVE, yaml, Instant.EPOCH, "backtest");
                if (byId.put(rule.id(), publication) != null) {
                    problems.add(file + ":1:1: rule " + rule.id() + " is also in " + fileOf.get(rule.id()));
                } else if (Documents.toJson(publication).length > MAX_PUBLICATION_BYTES) {
                    problems.add(file + ":1:1: a rule may not be larger than 64 KiB");
                }
                fileOf.put(rule.id(), file);
            } catch (RuleException bad) {
                bad.problems().forEach(problem -> problems.add(problem.toString()));
            }
        });
        if (!problems.isEmpty()) {
            throw BacktestException.inRules(problems);
        }
        return List.copyOf(byId.values());
    }

    List<ControlRecord> rows() {
        List<ControlRecord> rows = new ArrayList<>();
        publications.forEach(publication -> rows.add(new ControlRecord(
                Topic.RULES,
                Topic.RULES.id(),
                publication.id(),
                Documents.toJson(publication),
                0,
                rows.size(),
                Instant.EPOCH)));
        return rows;
    }
}
