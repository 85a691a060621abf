package org.medsentry.rules;

import java.util.Arrays;
import java.util.List;
import org.medsentry.schemas.Stream;

/** What rules can be written for: the input streams, and what the jobs make of them. {@link #id()} is the name in rules. */
public enum RuleStream {
    PURCHASE_REGISTRATIONS(Stream.PURCHASE_REGISTRATIONS.id()),
    ADVERSE_REACTIONS(Stream.ADVERSE_REACTIONS.id()),
    ONLINE_SALES(Stream.ONLINE_SALES.id()),
    /** Sightings of packages and lots in both sales streams, together with the signals about them. */
    SIGHTINGS("sightings"),
    /** What rules and detectors found. */
    SIGNALS("signals");

    private final String id;

    RuleStream(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Whether its rules look at what other rules found, and must therefore not be looked at by such rules. */
    public boolean isDerived() {
        return this == SIGHTINGS || this == SIGNALS;
    }

    /** @throws IllegalArgumentException if no stream has this id */
    public static RuleStream of(String id) {
        for (RuleStream stream : values()) {
            if (stream.id.equals(id)) {
                return stream;
            }
        }
        throw new IllegalArgumentException("unknown stream: " + id);
    }

    public static RuleStream of(Stream stream) {
        return of(stream.id());
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(RuleStream::id).toList();
    }
}
