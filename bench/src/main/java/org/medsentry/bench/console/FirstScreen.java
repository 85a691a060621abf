package org.medsentry.bench.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What a browser with an empty cache fetches before the first page stands: the page, its styles, its scripts with all that they
 * import at once or by and by, and the first answers. Scripts that are imported by and by count too, though some never come.
 */
final class FirstScreen {

    private static final Pattern IN_PAGE = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private static final Pattern IN_MAP = Pattern.compile("\"([^\"]+)\":\\s*\"(/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from|import)\\s*\\(?\\s*[\"']([^\"']+)[\"']");

    private final ConsoleSystem system;
    private final Map<String, String> importMap = new LinkedHashMap<>();
    private final Set<String> fetched = new LinkedHashSet<>();
    private long bytes;

    FirstScreen(ConsoleSystem system) {
        this.system = system;
    }

    /** Bytes of all bodies as they were sent. */
    long measure() throws IOException {
        String page = fetch("/");
        Matcher mapped = IN_MAP.matcher(page);
        while (mapped.find()) {
            importMap.put(mapped.group(1), mapped.group(2));
        }
        Deque<String> scripts = new ArrayDeque<>();
        Matcher linked = IN_PAGE.matcher(page);
        while (linked.find()) {
            scripts.add(linked.group(1));
        }
        while (!scripts.isEmpty()) {
            String path = scripts.remove();
            if (!fetched.contains(path)) {
                String text = fetch(path);
                Matcher imported = IMPORTED.matcher(path.endsWith(".js") ? text : "");
                while (imported.find()) {
                    String found = resolve(path, imported.group(1));
                    if (found != null) {
                        scripts.add(found);
                    }
                }
            }
        }
        for (String first : new String[] {"/api/session", "/api/overview"}) {
            fetch(first);
        }
        return bytes;
    }

    int files() {
        return fetched.size();
    }

    private String resolve(String from, String name) {
        if (name.startsWith("/")) {
            return name;
        }
        if (name.startsWith(".")) {
            return URI.create(from).resolve(name).getPath();
        }
        if (importMap.containsKey(name)) {
            return importMap.get(name);
        }
        return importMap.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/") && name.startsWith(entry.getKey()))
                .map(entry -> entry.getValue() + name.substring(entry.getKey().length()))
                .findFirst()
                .orElse(null);
    }

    private String fetch(String path) throws IOException {
        fetched.add(path);
        HttpResponse<byte[]> answer = system.get(path);
        byte[] body = answer.body();
        bytes += body.length;
        boolean compressed =
                answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        if (!compressed) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
