package org.medsentry.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds what is wrong with rules before they are published, as an editor or a pipeline can read it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check rule files. Problems are written as file:line:column: message.")
final class RulesCheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Rule files, or folders of them.")
    private List<Path> paths;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Map<String, String> files = RuleFiles.read(paths);
        int bad = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            try {
                RuleFile.parse(file.getKey(), file.getValue());
            } catch (RuleException invalid) {
                bad++;
                invalid.problems().forEach(err::println);
            }
        }
        if (bad > 0) {
            err.println(bad + " of " + files.size() + " rules do not pass");
            return Medsentry.FAILED;
        }
        spec.commandLine().getOut().println(files.size() + (files.size() == 1 ? " rule passes" : " rules pass"));
        return 0;
    }
}
