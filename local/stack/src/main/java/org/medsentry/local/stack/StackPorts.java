package org.medsentry.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Five neighbouring ports on the loopback interface, so that one number says where everything is. */
public record StackPorts(int base) {

    public static final int DEFAULT_BASE = 18_080;

    private static final int COUNT = 5;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;
    private static final int LOWEST_CHOSEN = 10_000;
    private static final int BELOW_EPHEMERAL = 32_000;
    private static final int ATTEMPTS = 200;

    /** @throws StackException if these cannot be ports of ours */
    public StackPorts {
        if (base < LOWEST || base + COUNT - 1 > HIGHEST) {
            throw new StackException(
                    "port base " + base + " is not between " + LOWEST + " and " + (HIGHEST - COUNT + 1));
        }
    }

    /** Free ones, not from the range that the kernel gives to outgoing connections. */
    public static StackPorts free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            StackPorts ports = new StackPorts(ThreadLocalRandom.current().nextInt(LOWEST_CHOSEN, BELOW_EPHEMERAL));
            if (isFree(ports.flink())
                    && isFree(ports.elasticsearch())
                    && isFree(ports.kafka())
                    && isFree(ports.gateway())
                    && isFree(ports.console())) {
                return ports;
            }
        }
        throw new StackException("no free neighbouring ports");
    }

    public int flink() {
        return base;
    }

    public int elasticsearch() {
        return base + 1;
    }

    public int kafka() {
        return base + 2;
    }

    public int gateway() {
        return base + 3;
    }

    public int console() {
        return base + 4;
    }

    /** @throws StackException naming the first port that somebody else listens on */
    public void requireFree() {
        requireFree(flink(), "Flink");
        requireFree(elasticsearch(), "Elasticsearch");
        requireFree(kafka(), "Kafka");
        requireFree(gateway(), "the gateway");
        requireFree(console(), "the console");
    }

    private static void requireFree(int port, String owner) {
        if (!isFree(port)) {
            throw new StackException("port " + port + " (for " + owner + ") is taken; choose others with --port-base");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
