package org.medsentry.local.backtest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.Alert;

/**
 * The alerts of a finished run, found by rule and key. An alert with much evidence is large, so only places are kept in memory:
 * about 300 bytes an alert.
 */
final class AlertFile implements AutoCloseable {

    private record Place(long offset, int bytes) {}

    private final Map<AlertKey, List<Place>> places = new TreeMap<>();
    private final RandomAccessFile file;

    AlertFile(Path path) throws IOException {
        scan(path);
        file = new RandomAccessFile(path.toFile(), "r");
    }

    private void scan(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 256 * 1024)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long offset = 0;
            for (int next = in.read(); next != -1; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                AlertKey key = AlertKey.of(Documents.fromJson(line.toByteArray(), Alert.class));
                places.computeIfAbsent(key, none -> new ArrayList<>(1)).add(new Place(offset, line.size()));
                offset += line.size() + 1;
                line.reset();
            }
        }
    }

    Set<AlertKey> keys() {
        return places.keySet();
    }

    /** In the order in which they were opened; none for a key that has none. */
    List<Alert> alerts(AlertKey key) throws IOException {
        List<Alert> alerts = new ArrayList<>();
        for (Place place : places.getOrDefault(key, List.of())) {
            byte[] json = new byte[place.bytes()];
            file.seek(place.offset());
            file.readFully(json);
            alerts.add(Documents.fromJson(json, Alert.class));
        }
        return alerts;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
