package org.medsentry.gateway.access;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in force. The file is looked at again every few seconds; one that is wrong is said so once and the former keys stay in
 * force, since a slip of the pen must not lock out every network. Thread-safe.
 */
public final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final Path file;
    private final ZoneId zone;
    private volatile List<KeyHolder> holders;
    private FileState seen;

    /** @throws KeysFileException if the file cannot be used now */
    public KeyRing(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
        this.seen = FileState.of(file);
        this.holders = holders(KeysFile.read(file), List.of());
    }

    private List<KeyHolder> holders(List<ApiKey> keys, List<KeyHolder> former) {
        List<KeyHolder> result = new ArrayList<>();
        for (ApiKey key : keys) {
            // An unchanged entry keeps what it has used up.
            result.add(former.stream()
                    .filter(holder -> holder.key().equals(key))
                    .findFirst()
                    .orElseGet(() -> new KeyHolder(key, Allowance.of(key, zone))));
        }
        return List.copyOf(result);
    }

    /** Who presents this key, or null. Looks at every key, so that time tells nothing. */
    public KeyHolder find(String presented) {
        KeyHash hash = KeyHash.ofKey(presented);
        KeyHolder found = null;
        for (KeyHolder holder : holders) {
            if (holder.key().hash().equals(hash)) {
                found = holder;
            }
        }
        return found;
    }

    public List<KeyHolder> holders() {
        return holders;
    }

    /** Reads the file again if it has changed. */
    public synchronized void refresh() {
        FileState now = FileState.of(file);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            holders = holders(KeysFile.read(file), holders);
            LOG.info("read {} API keys from {}", holders.size(), file);
        } catch (KeysFileException wrong) {
            LOG.warn("{}; the former keys stay in force", wrong.getMessage());
        }
    }
}
