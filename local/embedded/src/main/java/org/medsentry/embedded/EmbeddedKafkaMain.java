package org.medsentry.embedded;

import java.nio.file.Path;

/**
 * Runs {@link EmbeddedKafka} in a process of its own, for whoever wants the broker's heap and crashes apart from theirs. Prints one line
 * {@code ready HOST:PORT} and ends, in good order, when standard input does; with the parent gone, it is gone.
 *
 * <p>Arguments: {@code [--data DIR] [--port P]}.
 */
public final class EmbeddedKafkaMain {
    private EmbeddedKafkaMain() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedKafka kafka = options(arguments).start()) {
            System.out.println("ready " + kafka.bootstrapServers());
            while (System.in.read() >= 0) {
                // only the end of the stream matters
            }
        }
        System.exit(0);
    }

    private static EmbeddedKafka.Builder options(String[] arguments) {
        EmbeddedKafka.Builder builder = EmbeddedKafka.builder();
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("usage: [--data DIR] [--port P]");
        }
        for (int i = 0; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--data" -> builder.dataDirectory(Path.of(value));
                case "--port" -> builder.port(Integer.parseInt(value));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return builder;
    }
}
