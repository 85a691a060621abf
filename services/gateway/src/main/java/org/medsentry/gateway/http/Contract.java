package org.medsentry.gateway.http;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.medsentry.schemas.Stream;

/** Serves what a network's programmers go by: the description of the interface, and the schemas of the records that it refers to. */
final class Contract {
    private static final String OPEN_API = "/org/medsentry/gateway/openapi.json";

    private Contract() {}

    static void addTo(JavalinDefaultRoutingApi paths) {
        serve(paths, "/openapi.json", OPEN_API, "application/json");
        for (Stream stream : Stream.values()) {
            String file = "/schema/" + stream.id() + ".schema.json";
            serve(paths, file, file, "application/schema+json");
        }
    }

    private static void serve(JavalinDefaultRoutingApi paths, String path, String resource, String type) {
        byte[] content = read(resource);
        paths.get(path, context -> {
            context.result(content);
            context.contentType(type);
        });
    }

    private static byte[] read(String resource) {
        try (InputStream in = Contract.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
