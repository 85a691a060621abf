package org.medsentry.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.medsentry.gateway.access.ApiKey;
import org.medsentry.gateway.access.KeyEntry;
import org.medsentry.gateway.access.KeysFileException;
import org.medsentry.schemas.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an operator does with API keys. Taking one back is deleting its entry; the gateway reads the file again by itself. */
@Command(
        name = "key",
        description = "Makes API keys of feeding networks.",
        mixinStandardHelpOptions = true,
        subcommands = KeyCommand.Create.class)
public final class KeyCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with keys: create");
    }

    /** Prints the key once; only its hash is kept. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key for a network, prints it once and adds its hash to the keys file.")
    static final class Create implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--source",
                required = true,
                paramLabel = "NAME",
                description = "The network: every record sent with the key must name this source.")
        private String source;

        @Option(
                names = "--keys",
                required = true,
                paramLabel = "FILE",
                defaultValue = "${MEDSENTRY_GATEWAY_KEYS}",
                description = "The keys file; made where it is missing. MEDSENTRY_GATEWAY_KEYS in the environment.")
        private Path keys;

        @Option(
                names = "--stream",
                paramLabel = "NAME",
                converter = StreamName.class,
                description = "A stream that the key may feed; may be repeated. Default: all.")
        private List<Stream> streams = List.of();

        @Option(
                names = "--records-per-second",
                paramLabel = "N",
                description = "On average. Default: " + ApiKey.DEFAULT_RECORDS_PER_SECOND + ".")
        private Long recordsPerSecond;

        @Option(
                names = "--burst",
                paramLabel = "N",
                description = "Records that may come at once. Default: " + ApiKey.DEFAULT_BURST + ".")
        private Long burst;

        @Option(
                names = "--records-per-day",
                paramLabel = "N",
                description = "Default: " + ApiKey.DEFAULT_RECORDS_PER_DAY + ".")
        private Long recordsPerDay;

        @Option(
                names = "--region",
                paramLabel = "CODE",
                description = "Where the network's safety reports come from; E2B(R3) does not say it.")
        private String region;

        @Override
        public Integer call() {
            Map<String, Object> settings = new TreeMap<>();
            set(settings, "recordsPerSecond", recordsPerSecond);
            set(settings, "burst", burst);
            set(settings, "recordsPerDay", recordsPerDay);
            set(settings, "regionCode", region);
            try {
                String key = KeyEntry.create(keys, source, streams, settings);
                spec.commandLine().getOut().println(key);
                spec.commandLine().getErr().println("added to " + keys + "; hand the key over now, it is kept nowhere");
                return 0;
            } catch (KeysFileException refused) {
                spec.commandLine().getErr().println(refused.getMessage());
                return 1;
            }
        }
    }

    private static void set(Map<String, Object> settings, String name, Object value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    /** A stream by its id. */
    static final class StreamName implements CommandLine.ITypeConverter<Stream> {
        @Override
        public Stream convert(String id) {
            return Stream.of(id);
        }
    }
}
