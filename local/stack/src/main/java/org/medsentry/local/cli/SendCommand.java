package org.medsentry.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medsentry.desk.KafkaCluster;
import org.medsentry.desk.TopicKeys;
import org.medsentry.desk.TopicWriter;
import org.medsentry.schemas.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts JSON lines on a topic, as a feeding network would. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Send JSON lines to a topic. Lines for an input stream are sent as they are, bad ones too: ingest"
                + " makes dead letters of those. A row of reference data without its id is an error, and nothing after it"
                + " is sent.")
final class SendCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "For instance purchase-registrations or recalls.")
    private String topicId;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "JSON lines; - is standard input.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        Topic topic = topic();
        for (Path file : files) {
            if (!file.equals(STANDARD_INPUT) && !Files.isReadable(file)) {
                throw new CommandException(file + " does not exist or may not be read");
            }
        }
        KafkaCluster cluster = kafka.connect();
        cluster.requireTopic(topic);
        long withoutKey = 0;
        long sent;
        try (TopicWriter writer = new TopicWriter(cluster)) {
            for (Path file : files) {
                withoutKey += send(topic, file, writer);
            }
            writer.flush();
            sent = writer.acknowledged();
        }
        String note = withoutKey == 0 ? "" : ", " + withoutKey + " of them without a readable key";
        spec.commandLine().getOut().println("sent " + sent + " lines to " + cluster.name(topic) + note);
        return 0;
    }

    private Topic topic() {
        for (Topic topic : Topic.values()) {
            if (topic.id().equals(topicId) && TopicKeys.takesRecords(topic)) {
                return topic;
            }
        }
        if (topicId.equals(Topic.RULES.id())) {
            throw new ParameterException(spec.commandLine(), "rules are published with 'medsentry rules publish'");
        }
        String known = Arrays.stream(Topic.values())
                .filter(TopicKeys::takesRecords)
                .map(Topic::id)
                .collect(Collectors.joining(", "));
        throw new ParameterException(
                spec.commandLine(), "cannot send to topic '" + topicId + "'; topics to send to: " + known);
    }

    /** @return lines without a key */
    private long send(Topic topic, Path file, TopicWriter writer) throws IOException {
        long withoutKey = 0;
        long lineNumber = 0;
        try (InputStream in = open(file)) {
            LineBytes lines = new LineBytes(in);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                lineNumber++;
                if (LineBytes.isBlank(line)) {
                    continue;
                }
                String key = key(topic, line);
                if (key == null && topic.kind() != Topic.Kind.INPUT) {
                    writer.flush();
                    throw new CommandException(file + ":" + lineNumber + ": no row of " + topic.id() + " with a "
                            + TopicKeys.field(topic) + "; " + writer.acknowledged() + " lines before it were sent");
                }
                withoutKey += key == null ? 1 : 0;
                writer.send(topic, key, line);
            }
        }
        return withoutKey;
    }

    private static InputStream open(Path file) throws IOException {
        return file.equals(STANDARD_INPUT) ? System.in : new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    private static String key(Topic topic, byte[] line) throws IOException {
        try {
            JsonNode record = JSON.readTree(line);
            return record == null ? null : TopicKeys.of(topic, record);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }
}
