import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Sends a file of records, one JSON object a line, to a MedSentry gateway. Java 17 or newer, nothing else:
 *
 * <pre>MEDSENTRY_URL=https://gateway.example MEDSENTRY_KEY=msk_... java Feed.java purchase-registrations FILE</pre>
 *
 * Sending the same file again does no harm: a record with the same source and eventId counts once. Exit status: 0 all accepted, 1
 * some rejected (printed), 2 not all could be sent.
 */
public final class Feed {
    private static final int BATCH = 5_000;
    private static final int ATTEMPTS = 10;
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 429, 500, 502, 503, 504);

    /** A result of the answer. With a JSON library at hand, use that. */
    private static final Pattern RESULT = Pattern.compile(
            "\\{\"index\":(\\d+),(?:\"eventId\":(\"(?:[^\"\\\\]|\\\\.)*\"),)?\"status\":\"([A-Z]+)\"([^}]*)");

    /** The last result of an answer may stand for all that followed and was not read. */
    private static final Pattern NOT_READ_ON = Pattern.compile("\"reason\":\"(BODY_|TOO_MANY_RECORDS)");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI target;
    private final String key;

    private Feed(URI target, String key) {
        this.target = target;
        this.key = key;
    }

    public static void main(String[] arguments) throws Exception {
        URI target = URI.create(System.getenv("MEDSENTRY_URL") + "/v1/" + arguments[0]);
        System.exit(new Feed(target, System.getenv("MEDSENTRY_KEY")).file(Path.of(arguments[1])));
    }

    private int file(Path file) throws Exception {
        int worst = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            List<String> batch = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    batch.add(line);
                }
                if (batch.size() == BATCH) {
                    worst = Math.max(worst, send(batch));
                    batch = new ArrayList<>();
                }
            }
            return batch.isEmpty() ? worst : Math.max(worst, send(batch));
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            return 2;
        }
    }

    /** Sends until each record is accepted (0) or rejected (1). */
    private int send(List<String> records) throws IOException, InterruptedException {
        List<String> open = records;
        int worst = 0;
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long wait = attempt;
            try {
                HttpResponse<String> answer = client.send(request(open), BodyHandlers.ofString());
                last = answer.statusCode() + " " + answer.body();
                wait = answer.headers().firstValueAsLong("Retry-After").orElse(attempt);
                if (answer.statusCode() == 200) {
                    return worst;
                }
                if (answer.statusCode() == 207) {
                    List<String> again = new ArrayList<>();
                    worst = Math.max(worst, sort(answer.body(), open, again));
                    if (again.isEmpty()) {
                        return worst;
                    }
                    open = again;
                } else if (!WORTH_ANOTHER_TRY.contains(answer.statusCode())) {
                    break;
                }
            } catch (IOException unreachable) {
                last = unreachable.toString();
            }
            Thread.sleep(Duration.ofSeconds(wait).toMillis());
        }
        throw new IOException(last);
    }

    /** Prints what was rejected, and collects what Kafka did not take: that is sent again, with the same ids. */
    private static int sort(String answer, List<String> sent, List<String> again) {
        int worst = 0;
        for (Matcher result = RESULT.matcher(answer); result.find(); ) {
            if (NOT_READ_ON.matcher(result.group(4)).find()) {
                again.addAll(sent.subList(Integer.parseInt(result.group(1)), sent.size()));
            } else if (result.group(3).equals("UNAVAILABLE")) {
                again.add(sent.get(Integer.parseInt(result.group(1))));
            } else if (result.group(3).equals("REJECTED")) {
                System.out.println(result.group(2) + result.group(4));
                worst = 1;
            }
        }
        return worst;
    }

    private HttpRequest request(List<String> records) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(body)) {
            for (String record : records) {
                zip.write((record + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return HttpRequest.newBuilder(target)
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }
}
