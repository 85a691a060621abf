package org.medsentry.local.icsr;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.medsentry.gateway.icsr.IcsrBatch;
import org.medsentry.gateway.icsr.IcsrContext;
import org.medsentry.gateway.icsr.IcsrException;
import org.medsentry.gateway.icsr.IcsrMessage;
import org.medsentry.gateway.icsr.IcsrReader;
import org.medsentry.gateway.icsr.ReportVersions;

/**
 * Turns files of ICH E2B(R3) messages into records, as the gateway would. A file is plain, so the patient's token, which holds a record
 * number until it is keyed, is left out: each case is a patient of its own.
 */
public final class IcsrImport {
    public static final String REPORTS_FILE = "adverse-reactions.jsonl";
    public static final String DEAD_LETTERS_FILE = "dead-letters.jsonl";

    private static final String UNFINISHED = ".unfinished";
    private static final JsonMapper JSON = new JsonMapper();

    private final IcsrContext context;
    private final IcsrReader reader = new IcsrReader();
    private final ReportVersions versions = new ReportVersions();
    private long reports;
    private long deadLetters;
    private long notes;

    private IcsrImport(IcsrContext context) {
        this.context = context;
    }

    /** @param notes things that a report says and its record cannot */
    public record Summary(long files, long reports, long deadLetters, long notes) {}

    /**
     * Imports the files in their order; both results appear together at the end, or none.
     *
     * @param files XML, with {@code .gz} compressed
     * @param to folder for the results; made where it does not exist
     * @throws IcsrException naming the file that is no such XML
     */
    public static Summary run(List<Path> files, Path to, IcsrContext context) throws IOException, IcsrException {
        Files.createDirectories(to);
        IcsrImport work = new IcsrImport(context);
        Path records = to.resolve(REPORTS_FILE + UNFINISHED);
        Path problems = to.resolve(DEAD_LETTERS_FILE + UNFINISHED);
        try (Writer good = Files.newBufferedWriter(records);
                Writer bad = Files.newBufferedWriter(problems)) {
            for (Path file : files) {
                work.read(file, good, bad);
            }
        } catch (IOException | IcsrException failed) {
            Files.deleteIfExists(records);
            Files.deleteIfExists(problems);
            throw failed;
        }
        Files.move(records, to.resolve(REPORTS_FILE), StandardCopyOption.REPLACE_EXISTING);
        Files.move(problems, to.resolve(DEAD_LETTERS_FILE), StandardCopyOption.REPLACE_EXISTING);
        return new Summary(files.size(), work.reports, work.deadLetters, work.notes);
    }

    private void read(Path file, Writer good, Writer bad) throws IOException, IcsrException {
        IcsrBatch batch;
        try (InputStream in = open(file)) {
            batch = reader.read(in, context);
        } catch (IcsrException refused) {
            throw new IcsrException(file + ": " + refused.getMessage());
        }
        for (IcsrMessage message : batch.messages()) {
            notes += message.notes().size();
            if (message.problem() == null) {
                versions.settle(message.record());
                ((ObjectNode) message.record().get("patient")).remove("token");
                good.write(message.record().toString());
                good.write('\n');
                reports++;
            } else {
                bad.write(problem(file, message).toString());
                bad.write('\n');
                deadLetters++;
            }
        }
    }

    private ObjectNode problem(Path file, IcsrMessage message) {
        return JSON.createObjectNode()
                .put("stream", "adverse-reactions")
                .put("source", context.source())
                .put("eventId", message.worldwideId())
                .put("reason", message.problem().reason().name())
                .put("file", file.getFileName().toString())
                .put("messageNumber", message.messageNumber())
                .put("element", message.problem().element())
                .put("path", message.problem().path())
                .put("pointer", message.problem().pointer())
                .put("message", message.problem().message());
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
