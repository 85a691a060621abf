package org.medsentry.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medsentry.local.stack.AlertIndex;
import org.medsentry.local.stack.StackAddresses;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Elasticsearch a command asks; without options the local stack's. */
final class IndexOptions {

    @Mixin
    private DataFolder data;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "Elasticsearch, such as http://127.0.0.1:9200. Default: that of the running local stack.")
    private String elasticsearch;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "elastic",
            description = "User of Elasticsearch, together with --password-file. Default: ${DEFAULT-VALUE}.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with that user's password.")
    private Path passwordFile;

    AlertIndex alerts() {
        if (elasticsearch != null) {
            return passwordFile == null
                    ? new AlertIndex(elasticsearch)
                    : new AlertIndex(elasticsearch, user, password());
        }
        return data.runningStack()
                .map(StackAddresses::elasticsearch)
                .map(AlertIndex::new)
                .orElseThrow(() ->
                        new CommandException("no local stack runs here; name an Elasticsearch with --elasticsearch"));
    }

    private String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw new CommandException("cannot read --password-file " + passwordFile, unreadable);
        }
    }
}
