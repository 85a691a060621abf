package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsentry.desk.DeadLetterBox;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.DeadLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what could not be judged, and why. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List dead letters, oldest first: each once, with its reason and the field at fault.")
final class DeadLettersListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private DeadLetterFilter filter;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "The newest so many; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "One JSON document a line, payload (encrypted) included.")
    private boolean json;

    @Override
    public Integer call() {
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.DEAD_LETTERS);
        List<DeadLetter> all = new DeadLetterBox(cluster).list(filter.predicate());
        List<DeadLetter> shown = limit > 0 && all.size() > limit ? all.subList(all.size() - limit, all.size()) : all;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            shown.forEach(letter -> out.println(Documents.toJsonText(letter)));
            return 0;
        }
        if (!shown.isEmpty()) {
            print(shown, out);
        }
        out.println(
                shown.size() == all.size()
                        ? all.size() + " dead letters"
                        : "the newest " + shown.size() + " of " + all.size() + " dead letters");
        return 0;
    }

    private static void print(List<DeadLetter> letters, PrintWriter out) {
        TextTable table = new TextTable("ID", "RECEIVED", "STREAM", "SOURCE", "REASON", "POINTER", "MESSAGE", "PLACE");
        for (DeadLetter letter : letters) {
            table.row(
                    letter.deadLetterId(),
                    LocalTimes.format(letter.receivedAt()),
                    letter.stream(),
                    letter.source(),
                    letter.reason(),
                    letter.pointer(),
                    letter.message(),
                    letter.topic() + "/" + letter.partition() + "/" + letter.offset());
        }
        table.print(out);
    }
}
