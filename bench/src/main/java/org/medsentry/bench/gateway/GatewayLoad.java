package org.medsentry.bench.gateway;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.medsentry.bench.pipeline.SimulatedPurchases;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/** The good purchases of a simulated month, one a line, all of one network: what both contenders send. */
final class GatewayLoad {
    static final String SOURCE = "bench-network";

    private static final Pattern SOURCE_FIELD = Pattern.compile("\"source\":\"[^\"]*\"");

    private final byte[] lines;
    /** Where each record begins; the last entry is the end. */
    private final int[] starts;

    private GatewayLoad(byte[] lines, int[] starts) {
        this.lines = lines;
        this.starts = starts;
    }

    /** Writes the file, of about so many records. */
    static void write(Path file, int records, SecretKeys keys) {
        PurchaseRegistrationDecoder decoder = new PurchaseRegistrationDecoder(new Pseudonymiser(keys));
        Instant now = Instant.now();
        Set<String> eventIds = new HashSet<>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            new SimulatedPurchases(records).generate(sale -> {
                byte[] line = SOURCE_FIELD
                        .matcher(new String(sale.value(), StandardCharsets.UTF_8))
                        .replaceFirst("\"source\":\"" + SOURCE + "\"")
                        .getBytes(StandardCharsets.UTF_8);
                try {
                    if (eventIds.add(decoder.decode(line, now).eventId())) {
                        out.write(line);
                        out.write('\n');
                    }
                } catch (RecordException spoilt) {
                    // The simulator hides bad records and duplicates; here every record has to be accepted.
                } catch (IOException unwritable) {
                    throw new UncheckedIOException(unwritable);
                }
            });
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static GatewayLoad read(Path file) throws IOException {
        byte[] lines = Files.readAllBytes(file);
        int count = 0;
        for (byte octet : lines) {
            count += octet == '\n' ? 1 : 0;
        }
        int[] starts = new int[count + 1];
        int record = 0;
        for (int index = 0; index < lines.length; index++) {
            if (lines[index] == '\n') {
                starts[++record] = index + 1;
            }
        }
        return new GatewayLoad(lines, starts);
    }

    int records() {
        return starts.length - 1;
    }

    long bytes() {
        return lines.length - (long) records();
    }

    byte[] record(int index) {
        return Arrays.copyOfRange(lines, starts[index], starts[index + 1] - 1);
    }

    /** Bodies of so many records each, the last one of what is left. */
    List<byte[]> bodies(int from, int until, int recordsEach) {
        List<byte[]> bodies = new ArrayList<>();
        for (int first = from; first < until; first += recordsEach) {
            bodies.add(Arrays.copyOfRange(lines, starts[first], starts[Math.min(first + recordsEach, until)]));
        }
        return bodies;
    }
}
