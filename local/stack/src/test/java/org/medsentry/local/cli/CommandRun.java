package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line, as a terminal would see it. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Medsentry.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
