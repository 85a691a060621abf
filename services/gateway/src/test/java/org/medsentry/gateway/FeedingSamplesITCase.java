package org.medsentry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.schemas.Topic;

/** What {@code docs/feeding.md} tells a network to type, and the clients it hands out, against a real gateway on a real Kafka. */
@Timeout(240)
class FeedingSamplesITCase {
    private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final JsonMapper MAPPER = new JsonMapper();
    /** As the page and its files call it. */
    private static final String NETWORK_OF_THE_PAGE = "network-1";

    private static final String NETWORK_OF_THE_CLIENTS = "network-2";

    /** More than one batch of the clients. */
    private static final int RECORDS = 6_001;

    @TempDir
    private static Path folder;

    private static TestingKafkaGateway kafka;
    private static TestingKafkaGateway.Running gateway;
    private static String keyOfThePage;
    private static String key;

    @BeforeAll
    static void start() throws InterruptedException {
        kafka = new TestingKafkaGateway(folder);
        keyOfThePage = kafka.newKey(NETWORK_OF_THE_PAGE);
        key = kafka.newKey(NETWORK_OF_THE_CLIENTS);
        gateway = kafka.startGateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        kafka.close();
    }

    @Test
    void theCommandsOfThePageDoWhatItSays() throws Exception {
        requireTool("curl");
        String page = Files.readString(docs().resolve("feeding.md"));
        List<String> answers = new ArrayList<>();
        for (Matcher command = COMMANDS.matcher(page); command.find(); ) {
            Ended ended = run(keyOfThePage, "sh", "-c", command.group(1));
            assertThat(ended.status()).as(ended.output()).isZero();
            answers.add(ended.output());
        }

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).contains("\"eventId\":\"R-1\",\"status\":\"ACCEPTED\"");
        assertThat(answers.get(1)).contains("\"accepted\":2,", "\"reason\":\"CONSTRAINT\",\"pointer\":\"/quantity\"");
        assertThat(answers.get(2)).contains("\"source\":\"network-1\"", "\"rejectedByReason\":{\"CONSTRAINT\":1}");
        assertThat(MAPPER.readTree(answers.get(3)))
                .isEqualTo(MAPPER.readTree(
                        page.substring(page.lastIndexOf("```json\n") + 8).split("```")[0]));
        assertThat(eventIds(Topic.PURCHASE_REGISTRATIONS)).contains("R-1", "R-20260310-0001-1", "R-20260310-0001-2");
        assertThat(eventIds(Topic.ADVERSE_REACTIONS)).containsExactly("CN-NETWORK1-0007");
    }

    @Test
    void theShellClient() throws Exception {
        requireTool("curl");
        check("sh", "sh", docs().resolve("samples/feed.sh").toString());
    }

    @Test
    void thePythonClient() throws Exception {
        requireTool("python3");
        check("python", "python3", docs().resolve("samples/feed.py").toString());
    }

    @Test
    void theJavaClient() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        check("java", java, docs().resolve("samples/Feed.java").toString());
    }

    /** Sends a file with one bad record, then again with a key that nobody knows. */
    private static void check(String name, String... command) throws Exception {
        List<String> ids =
                IntStream.range(0, RECORDS).mapToObj(i -> name + "-" + i).toList();
        Path file = folder.resolve(name + ".ndjson");
        String good = ids.stream().map(FeedingSamplesITCase::purchase).collect(Collectors.joining("\n"));
        Files.writeString(
                file, good + "\n" + purchase(name + "-bad").replace("\"quantity\":2", "\"quantity\":0") + "\n");
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("purchase-registrations", file.toString()));

        Ended ended = run(key, arguments.toArray(String[]::new));

        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains(name + "-bad", "CONSTRAINT", "/quantity")
                .doesNotContain(ids.get(0));
        assertThat(eventIds(Topic.PURCHASE_REGISTRATIONS)).containsAll(ids).doesNotContain(name + "-bad");
        assertThat(run("msk_nobody", arguments.toArray(String[]::new)).status()).isEqualTo(2);
    }

    private static String purchase(String eventId) {
        return TestingRecords.record(
                org.medsentry.schemas.Stream.PURCHASE_REGISTRATIONS, NETWORK_OF_THE_CLIENTS, eventId);
    }

    private static Set<String> eventIds(Topic topic) throws IOException {
        return kafka.read(topic).stream().map(FeedingSamplesITCase::eventId).collect(Collectors.toSet());
    }

    private static String eventId(String record) {
        try {
            return MAPPER.readTree(record).get("eventId").textValue();
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private record Ended(int status, String output) {}

    private static Ended run(String apiKey, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(docs().toFile()).redirectErrorStream(true);
        builder.environment().put("MEDSENTRY_URL", gateway.address());
        builder.environment().put("MEDSENTRY_KEY", apiKey);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void requireTool(String name) {
        boolean there;
        try {
            there = new ProcessBuilder(name, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            there = false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            there = false;
        }
        Assumptions.assumeTrue(there, "skipped: there is no " + name + " on this machine");
    }

    private static Path docs() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElse(here)
                .resolve("docs");
    }
}
