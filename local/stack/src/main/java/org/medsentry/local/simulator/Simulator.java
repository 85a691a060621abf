package org.medsentry.local.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.medsentry.schemas.Stream;

/**
 * Simulates a month of all input streams. Lazy and small in memory: a million purchases take no more than one hour's records
 * and what is waiting for a nightly upload. Not thread-safe.
 */
public final class Simulator {

    public static final String TRUTH_FILE = "truth.json";

    private static final int BUFFER = 1 << 18;

    private final SimulationSettings settings;
    private final Catalogue catalogue;
    private SimulationTruth truth;

    /** Simulates upon the default catalogue. */
    public Simulator(SimulationSettings settings) {
        this(settings, Catalogue.shipped());
    }

    /**
     * @throws IllegalArgumentException later, from the other methods, if the catalogue lacks what the settings need; the message
     *     says what
     */
    public Simulator(SimulationSettings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /** The file of a stream in the directory of {@link #writeTo}. */
    public static String fileOf(Stream stream) {
        return stream.id() + ".jsonl";
    }

    /** The networks that feed the product over HTTP; the others write to Kafka themselves. */
    public static List<String> sourcesOverHttp() {
        return Landscape.sourcesOverHttp();
    }

    /** All records in the order in which they are sent; each call begins anew and gives the same. */
    public java.util.stream.Stream<SimulatedRecord> records() {
        Month month = new Month(World.of(settings, catalogue));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(month, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .map(Outgoing::toRecord);
    }

    /** What is in the month; the first call runs through all of it, which takes seconds for a million records. */
    public SimulationTruth truth() {
        if (truth == null) {
            World world = World.of(settings, catalogue);
            Month month = new Month(world);
            TruthTally tally = new TruthTally();
            month.forEachRemaining(tally::add);
            truth = tally.toTruth(settings, month.scenarios(), world.population());
        }
        return truth;
    }

    /**
     * Writes one JSON Lines file a stream, in order of arrival, and {@value #TRUTH_FILE}.
     *
     * <p>A bad record stays one line: those that are cut off have no line end of their own.
     *
     * @param directory made where it does not exist; files of these names are overwritten
     */
    public SimulationTruth writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        World world = World.of(settings, catalogue);
        Month month = new Month(world);
        TruthTally tally = new TruthTally();
        Map<Stream, OutputStream> files = new EnumMap<>(Stream.class);
        try {
            for (Stream stream : Stream.values()) {
                files.put(
                        stream,
                        new BufferedOutputStream(Files.newOutputStream(directory.resolve(fileOf(stream))), BUFFER));
            }
            while (month.hasNext()) {
                Outgoing outgoing = month.next();
                tally.add(outgoing);
                OutputStream file = files.get(outgoing.stream());
                file.write(outgoing.value());
                file.write('\n');
            }
        } finally {
            for (OutputStream file : files.values()) {
                file.close();
            }
        }
        truth = tally.toTruth(settings, month.scenarios(), world.population());
        TruthFile.write(directory.resolve(TRUTH_FILE), truth);
        return truth;
    }
}
