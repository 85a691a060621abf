package org.medsentry.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.medsentry.console.problem.Problem;

/**
 * The pages: our own files, and those of the libraries, which come as jars. All are served from here, so that the console works
 * where there is no way to the internet.
 */
public final class StaticFiles implements Routes.Group {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@_-][A-Za-z0-9@._/-]*");
    private static final String OWN = "/console/";
    private static final String LIBRARIES = "/META-INF/resources/_static/";
    private static final String ASK_AGAIN = "no-cache";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String MISSING = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>MedSentry</title>
            <p>This build holds no pages.</p></html>
            """;

    private final Optional<Path> folder;
    private final Map<String, StaticFile> kept = new ConcurrentHashMap<>();

    /** @param folder our own files, read anew each time; empty for those that were built in */
    public StaticFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/", Access.OPEN, this::page);
        routes.get("/assets/<file>", Access.OPEN, context -> send(context, own(context.pathParam("file")), ASK_AGAIN));
        routes.get(
                "/modules/<file>",
                Access.OPEN,
                context -> send(context, resource(LIBRARIES, context.pathParam("file")), FOR_GOOD));
    }

    /** The one page, whatever its address: which part of it is shown is for the page itself. */
    void page(Context context) {
        StaticFile page = own("index.html")
                .orElseGet(() -> StaticFile.of("index.html", MISSING.getBytes(StandardCharsets.UTF_8)));
        context.header(
                "Content-Security-Policy", ContentSecurityPolicy.of(new String(page.bytes(), StandardCharsets.UTF_8)));
        send(context, Optional.of(page), ASK_AGAIN);
    }

    private Optional<StaticFile> own(String name) {
        return folder.isPresent() ? fromFolder(folder.get(), name) : resource(OWN, name);
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.contains("..") && !name.contains("//");
    }

    private static Optional<StaticFile> fromFolder(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!isName(name) || !file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StaticFile.of(name, Files.readAllBytes(file)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<StaticFile> resource(String root, String name) {
        if (!isName(name) || name.endsWith("/")) {
            return Optional.empty();
        }
        return Optional.ofNullable(kept.computeIfAbsent(root + name, StaticFiles::load));
    }

    private static StaticFile load(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            // A folder of a class path is a stream too, of names.
            return in == null || resource.lastIndexOf('.') < resource.lastIndexOf('/')
                    ? null
                    : StaticFile.of(resource, in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void send(Context context, Optional<StaticFile> found, String caching) {
        StaticFile file = found.orElseThrow(Problem::notFound);
        context.header("Cache-Control", caching).header("ETag", file.tag()).header("Vary", "Accept-Encoding");
        if (file.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.disableCompression();
        context.contentType(file.type());
        String accepted = context.header("Accept-Encoding");
        if (file.compressed() != null && accepted != null && accepted.contains("gzip")) {
            context.header("Content-Encoding", "gzip").result(file.compressed());
        } else {
            context.result(file.bytes());
        }
    }
}
