package org.medsentry.local.cli;

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

    AlertIndex alerts() {
        if (elasticsearch != null) {
            return new AlertIndex(elasticsearch);
        }
        return data.runningStack()
                .map(StackAddresses::elasticsearch)
                .map(AlertIndex::new)
                .orElseThrow(() ->
                        new CommandException("no local stack runs here; name an Elasticsearch with --elasticsearch"));
    }
}
