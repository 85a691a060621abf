package org.medsentry.local.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;
import org.medsentry.streaming.JobOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every option of the jobs; docs/options.md says the same. */
@Command(name = "options", mixinStandardHelpOptions = true, description = "List every option of the Flink jobs.")
final class OptionsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TextTable table = new TextTable("OPTION", "DEFAULT", "MEANING");
        for (ConfigOption<?> option : JobOptions.all()) {
            table.row(option.key(), defaultOf(option), JobOptions.description(option));
        }
        table.print(spec.commandLine().getOut());
        return 0;
    }

    private static String defaultOf(ConfigOption<?> option) {
        if (!option.hasDefaultValue()) {
            return null;
        }
        Object value = option.defaultValue();
        String text = value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : value.toString();
        return text.isEmpty() || text.equals("{}") ? null : text;
    }
}
