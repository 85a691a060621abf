package org.medsentry.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.medsentry.desk.DeadLetterBox;
import org.medsentry.schemas.document.DeadLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter: its shape to everybody, its content only when asked for by the holder of the keys. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show one dead letter with the masked preview of its record.")
final class DeadLettersShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private KeyFileOption keyFile;

    @Parameters(paramLabel = "ID", description = "Id of the dead letter.")
    private String id;

    @Option(names = "--decrypt", description = "Print the original record too. It may hold personal data.")
    private boolean decrypt;

    @Override
    public Integer call() {
        List<DeadLetter> found = new DeadLetterBox(kafka.connect()).list(letter -> id.equals(letter.deadLetterId()));
        if (found.isEmpty()) {
            throw new CommandException("there is no dead letter " + id);
        }
        DeadLetter letter = found.get(0);
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("FIELD", "VALUE");
        table.row("id", letter.deadLetterId());
        table.row("received", LocalTimes.format(letter.receivedAt()));
        table.row("stream", letter.stream());
        table.row("source", letter.source());
        table.row("reason", letter.reason());
        table.row("pointer", letter.pointer());
        table.row("message", letter.message());
        table.row("place", letter.topic() + "/" + letter.partition() + "/" + letter.offset());
        table.row("payload key", letter.payloadKeyId());
        table.row("preview", letter.preview());
        table.print(out);
        if (decrypt) {
            spec.commandLine().getErr().println("warning: the original record follows; it may hold personal data");
            byte[] original = DeadLetterBox.open(letter, keyFile.cipher(kafka.data));
            out.println(new String(original, StandardCharsets.UTF_8));
        }
        return 0;
    }
}
