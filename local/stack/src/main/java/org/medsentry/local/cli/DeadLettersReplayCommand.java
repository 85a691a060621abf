package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.medsentry.desk.DeadLetterBox;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.privacy.PayloadCipher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends the original records again, after whatever was wrong has been put right. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Send the original bytes of dead letters to their topics again. What is still bad becomes a dead letter"
                        + " again; replaying twice changes nothing.")
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private KeyFileOption keyFile;

    @Mixin
    private DeadLetterFilter filter;

    @Option(names = "--id", paramLabel = "ID", arity = "1..*", description = "These dead letters.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All dead letters.")
    private boolean all;

    @Override
    public Integer call() {
        if (!all && ids.isEmpty() && !filter.isSet()) {
            throw new ParameterException(spec.commandLine(), "say which: --id, --reason, --stream, --since, or --all");
        }
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(Topic.DEAD_LETTERS);
        PayloadCipher cipher = keyFile.cipher(kafka.data);
        DeadLetterBox box = new DeadLetterBox(cluster);
        Set<String> wanted = new HashSet<>(ids);
        List<DeadLetter> letters =
                box.list(filter.predicate().and(letter -> wanted.isEmpty() || wanted.contains(letter.deadLetterId())));
        letters.forEach(letter -> wanted.remove(letter.deadLetterId()));
        if (!wanted.isEmpty()) {
            throw new CommandException("there is no dead letter " + String.join(", ", wanted));
        }
        report(box.replay(letters, cipher));
        return 0;
    }

    private void report(DeadLetterBox.Replay replay) {
        PrintWriter out = spec.commandLine().getOut();
        replay.skipped().forEach((id, why) -> out.println("skipped " + id + ": " + why));
        Map<String, Integer> byTopic = new TreeMap<>();
        replay.sent().forEach(letter -> byTopic.merge(letter.topic(), 1, Integer::sum));
        byTopic.forEach((topic, count) -> out.println("sent " + count + " records to " + topic + " again"));
        if (byTopic.isEmpty()) {
            out.println("nothing to send");
        }
    }
}
