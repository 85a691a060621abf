package org.medsentry.local.deployment;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that stands in for /opt/flink of the official image: {@code lib} with Flink's jars and what they need, and nothing
 * of ours; {@code conf}; {@code bin/flink}. What is missing in our jars is therefore missing here as it would be there.
 */
final class FlinkHome {

    /** What flink-dist and the logging jars of the image contain beside Flink itself. */
    private static final Set<String> LIBRARIES = Set.of(
            "async-profiler",
            "commons-cli",
            "commons-collections",
            "commons-compress",
            "commons-io",
            "commons-lang3",
            "commons-math3",
            "commons-text",
            "frocksdbjni",
            "javassist",
            "jsr305",
            "kryo",
            "log4j-api",
            "log4j-core",
            "log4j-slf4j2-impl",
            "lz4-java",
            "minlog",
            "objenesis",
            "reflectasm",
            "RoaringBitmap",
            "slf4j-api",
            "snakeyaml-engine",
            "snappy-java");

    /** As in the image's config.yaml. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.net",
            "java.io",
            "java.nio",
            "sun.nio.ch",
            "java.lang.reflect",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    private final Path folder;

    private FlinkHome(Path folder) {
        this.folder = folder;
    }

    static FlinkHome layOut(Path folder, Map<String, String> properties) {
        FlinkHome home = new FlinkHome(folder);
        try {
            home.linkLibraries();
            home.copyLauncher();
            home.configure(properties);
            home.writeClient();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return home;
    }

    Path folder() {
        return folder;
    }

    Path configuration() {
        return folder.resolve("conf");
    }

    /** The jars of our own class path that the image has too. */
    static List<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(FlinkHome::isInImage)
                .toList();
    }

    private void linkLibraries() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (Path jar : libraries()) {
            Path target = lib.resolve(jar.getFileName());
            try {
                Files.createLink(target, jar);
            } catch (IOException | UnsupportedOperationException onAnotherFileSystem) {
                Files.copy(jar, target);
            }
        }
    }

    private static boolean isInImage(Path jar) {
        String path = jar.toString().replace('\\', '/');
        String name = jar.getFileName().toString();
        if (path.contains("/org/apache/flink/")) {
            return !name.startsWith("flink-connector-kafka")
                    && !name.startsWith("flink-test-utils")
                    && !name.endsWith("-tests.jar");
        }
        return name.endsWith(".jar") && LIBRARIES.contains(name.replaceAll("-[0-9].*", ""));
    }

    private void copyLauncher() throws IOException {
        String name = ParentBoundMain.class.getName().replace('.', '/') + ".class";
        Path target = folder.resolve("launcher").resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream source = ParentBoundMain.class.getResourceAsStream("/" + name)) {
            Files.copy(source, target);
        }
    }

    private void configure(Map<String, String> properties) throws IOException {
        Files.createDirectories(configuration());
        Files.writeString(
                configuration().resolve("config.yaml"),
                properties.entrySet().stream()
                        .map(property -> property.getKey() + ": " + property.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(configuration().resolve("log4j2.properties"), """
                rootLogger.level = INFO
                rootLogger.appenderRef.console.ref = console
                appender.console.name = console
                appender.console.type = CONSOLE
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %-40c{1} - %m%n
                """);
    }

    private void writeClient() throws IOException {
        Path client = Files.createDirectories(folder.resolve("bin")).resolve("flink");
        List<String> words = new ArrayList<>(javaCommand(List.of("-Xmx256m")));
        words.add("org.apache.flink.client.cli.CliFrontend");
        Files.writeString(
                client,
                "#!/bin/sh\nFLINK_CONF_DIR=" + configuration() + " exec '" + String.join("' '", words) + "' \"$@\"\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java process on the libraries of this home; the caller adds the class and its arguments. */
    List<String> javaCommand(List<String> options) {
        Stream<String> words = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        OPENED.stream().map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED"),
                        Stream.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlog4j2.configurationFile=" + configuration().resolve("log4j2.properties")),
                        options.stream(),
                        Stream.of("-cp", classPath()))
                .flatMap(part -> part);
        return words.toList();
    }

    /** The same with further libraries before those of this home. */
    List<String> javaCommand(List<String> options, List<Path> libraries) {
        List<String> command = new ArrayList<>(javaCommand(options));
        String further = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        command.set(command.size() - 1, further + File.pathSeparator + command.get(command.size() - 1));
        return command;
    }

    private String classPath() {
        return String.join(
                File.pathSeparator,
                Arrays.asList(
                        folder.resolve("launcher").toString(),
                        folder.resolve("lib").resolve("*").toString()));
    }
}
