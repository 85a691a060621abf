package org.medsentry.dispatcher.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.medsentry.dispatcher.DispatcherException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the channels from a YAML file. Secrets, and addresses that hold one, stand in files or environment variables of their own, so
 * that this file can be kept beside the others. Whatever is wrong is told with the channel and the key it is in, never with a value
 * that could be secret.
 */
public final class ChannelsFile {
    private static final Set<String> TOP_KEYS = Set.of("sender", "channels");
    private static final Set<String> CHANNEL_KEYS = Set.of(
            "name",
            "kind",
            "url",
            "urlFile",
            "urlVariable",
            "secretFile",
            "secretVariable",
            "unsigned",
            "plaintext",
            "caFile",
            "connectTimeout",
            "timeout",
            "ratePerSecond",
            "inFlight",
            "backlog",
            "maxAge",
            "retryBase",
            "retryCap",
            "breakerFailures",
            "breakerPause",
            "orderPatience",
            "headers");

    private final Path folder;
    private final UnaryOperator<String> environment;

    private ChannelsFile(Path folder, UnaryOperator<String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** @throws DispatcherException if the file cannot be used; the message says which key of which channel is wrong */
    public static ChannelDirectory read(Path file) {
        return read(file, System::getenv);
    }

    static ChannelDirectory read(Path file, UnaryOperator<String> environment) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            return new ChannelsFile(folder, environment).parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new DispatcherException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (IllegalArgumentException | YamlEngineException wrong) {
            throw new DispatcherException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private ChannelDirectory parse(String yaml) {
        Object root = new Load(LoadSettings.builder().setLabel("channels").build()).loadFromString(yaml);
        YamlEntries top = YamlEntries.of(root, "the file", TOP_KEYS);
        String sender = top.text("sender", ChannelDirectory.DEFAULT_SENDER);
        if (sender.matches(".*[\\s,<&].*")) {
            throw new IllegalArgumentException("sender: no spaces, commas, < or &");
        }
        List<ChannelSettings> channels = new ArrayList<>();
        for (Object item : top.list("channels")) {
            channels.add(channel(item, "channels[" + channels.size() + "]"));
        }
        return new ChannelDirectory(sender, channels);
    }

    private ChannelSettings channel(Object item, String place) {
        boolean named = item instanceof Map<?, ?> map && map.get("name") instanceof String;
        YamlEntries entries =
                YamlEntries.of(item, named ? "channel " + ((Map<?, ?>) item).get("name") : place, CHANNEL_KEYS);
        String name = entries.required("name");
        if (name.indexOf('*') >= 0 && name.indexOf('*') != name.length() - 1) {
            throw entries.wrong("name", "* stands only at the end");
        }
        ChannelKind kind = kind(entries);
        URI url = url(entries);
        String secretText = outside(entries, "secret");
        Secret secret = secretText == null ? null : new Secret(secretText);
        boolean signs = kind == ChannelKind.WEBHOOK || kind == ChannelKind.CAP;
        if (secret == null && signs && !entries.flag("unsigned")) {
            throw entries.wrong("secretFile", "secretFile or secretVariable is required (or unsigned: true)");
        }
        ChannelSettings defaults = ChannelSettings.of(name, kind, url, secret);
        RetrySettings patience = defaults.retry();
        return new ChannelSettings(
                name,
                kind,
                url,
                secret,
                entries.has("caFile") ? existing(entries, "caFile") : null,
                entries.duration("connectTimeout", defaults.connectTimeout()),
                entries.duration("timeout", defaults.timeout()),
                entries.number("ratePerSecond", defaults.ratePerSecond(), 0.001, 10_000),
                (int) entries.number("inFlight", defaults.inFlight(), 1, 256),
                (int) entries.number("backlog", defaults.backlog(), 10, 1_000_000),
                entries.duration("maxAge", defaults.maxAge()),
                new RetrySettings(
                        entries.duration("retryBase", patience.base()),
                        entries.duration("retryCap", patience.cap()),
                        (int) entries.number("breakerFailures", patience.breakerFailures(), 1, 1_000),
                        entries.duration("breakerPause", patience.breakerPause()),
                        entries.duration("orderPatience", patience.orderPatience())),
                headers(entries));
    }

    private static Map<String, String> headers(YamlEntries entries) {
        Map<String, String> headers = entries.texts("headers");
        headers.forEach((name, value) -> {
            try {
                HttpRequest.newBuilder().setHeader(name, value);
            } catch (IllegalArgumentException refused) {
                throw entries.wrong("headers", name + " cannot be set, or not to this");
            }
        });
        return headers;
    }

    private static ChannelKind kind(YamlEntries entries) {
        String id = entries.required("kind");
        return Arrays.stream(ChannelKind.values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> entries.wrong(
                        "kind",
                        "must be one of "
                                + Arrays.stream(ChannelKind.values())
                                        .map(ChannelKind::id)
                                        .toList()));
    }

    private URI url(YamlEntries entries) {
        String text = entries.has("url") ? entries.required("url") : outside(entries, "url");
        if (text == null) {
            throw entries.wrong("url", "url, urlFile or urlVariable is required");
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw entries.wrong("url", "is no address");
        }
        if (url.getHost() == null
                || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                || url.getFragment() != null) {
            throw entries.wrong("url", "must be https://HOST/...");
        }
        if (url.getScheme().equals("http") && !entries.flag("plaintext") && !isLoopback(url.getHost())) {
            throw entries.wrong("url", "must be https, or say plaintext: true");
        }
        return url;
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || host.matches("[0-9.:\\[\\]a-f]+")
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** What stands in the file or the environment variable that {@code <key>File} or {@code <key>Variable} names, or null. */
    private String outside(YamlEntries entries, String key) {
        String value = null;
        if (entries.has(key + "File")) {
            try {
                value = Files.readString(existing(entries, key + "File")).strip();
            } catch (IOException unreadable) {
                throw entries.wrong(key + "File", "cannot be read");
            }
        } else if (entries.has(key + "Variable")) {
            value = environment.apply(entries.required(key + "Variable"));
        } else {
            return null;
        }
        if (value == null || value.isBlank()) {
            throw entries.wrong(
                    entries.has(key + "File") ? key + "File" : key + "Variable", "names nothing, or nothing is in it");
        }
        return value.strip();
    }

    private Path existing(YamlEntries entries, String key) {
        Path path = folder.resolve(entries.required(key));
        if (!Files.isReadable(path)) {
            throw entries.wrong(key, "no readable file " + path);
        }
        return path;
    }

    /** For instance {@code 500ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}. */
    static Duration duration(String text) {
        String number = text.replaceAll("[a-z]+$", "").strip();
        String unit = text.substring(
                text.length() - text.replaceAll("^[0-9]+\\s*", "").length());
        if (!number.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("must be a duration like 10s, 5m or 24h");
        }
        long amount = Long.parseLong(number);
        Duration duration = switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("must be a duration like 10s, 5m or 24h");
        };
        if (duration.isZero() || duration.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("must be longer than nothing and at most 365d");
        }
        return duration;
    }
}
