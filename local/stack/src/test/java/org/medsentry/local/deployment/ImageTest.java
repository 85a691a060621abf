package org.medsentry.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The image: what it is based on, what it copies, and what its scripts take for granted. */
class ImageTest {

    private static final Pattern ASSIGNED = Pattern.compile("(?m)^(?:ENV | {4})([A-Z_]+)=(\\S+)");
    private static final Pattern READ = Pattern.compile("\\$\\{?([A-Z_]+)");
    private static final Set<String> OF_THE_BASE_IMAGE = Set.of("FLINK_HOME");
    private static final Set<String> OF_THE_USER = Set.of("SAVEPOINT");

    private final List<String> lines = Files.readAllLines(Repository.docker().resolve("Dockerfile"));

    ImageTest() throws IOException {}

    @Test
    void isBasedOnTheOfficialImageOfOurFlinkAndJava() {
        String version =
                EnvironmentFile.read(Repository.docker().resolve(".env")).get("FLINK_VERSION");
        assertThat(lines).contains("ARG FLINK_VERSION=" + version, "FROM flink:${FLINK_VERSION}-scala_2.12-java17");
    }

    @Test
    void copiesWhatTheBuildMakesAndLetsNothingElseIn() throws IOException {
        List<String> sources =
                copies().map(copy -> copy[0].replaceAll("/$", "")).toList();
        assertThat(sources)
                .containsExactly(
                        "docker/bin",
                        relative(Repository.jobsJar()),
                        relative(Repository.commandLineJar()),
                        relative(Repository.gatewayJar()),
                        relative(Repository.consoleJar()));
        assertThat(Files.readAllLines(Repository.docker().resolve("Dockerfile.dockerignore")))
                .containsExactlyElementsOf(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("*"),
                                sources.stream().map(source -> "!" + source))
                        .toList());
        assertThat(outputFile("jobs/streaming/pom.xml")).isEqualTo("${project.build.directory}/medsentry-jobs.jar");
        assertThat(outputFile("local/stack/pom.xml")).isEqualTo("${project.build.directory}/medsentry-cli.jar");
        assertThat(outputFile("services/gateway/pom.xml"))
                .isEqualTo("${project.build.directory}/medsentry-gateway.jar");
        assertThat(outputFile("services/console/pom.xml"))
                .isEqualTo("${project.build.directory}/medsentry-console.jar");
    }

    private java.util.stream.Stream<String[]> copies() {
        return lines.stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.replaceAll("--\\S+ ", "")
                        .substring("COPY ".length())
                        .split(" "));
    }

    private static String relative(Path file) {
        return Repository.root().relativize(file).toString();
    }

    private static String outputFile(String pom) throws IOException {
        Matcher matcher = Pattern.compile("<outputFile>(.*)</outputFile>")
                .matcher(Files.readString(Repository.root().resolve(pom)));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void setsEveryVariableThatItsScriptsRead() throws IOException {
        String dockerfile = String.join("\n", lines);
        Set<String> assigned = new TreeSet<>(OF_THE_BASE_IMAGE);
        assigned.addAll(OF_THE_USER);
        Set<String> copied = new TreeSet<>();
        copies().forEach(copy -> copied.add(copy[1]));
        ASSIGNED.matcher(dockerfile).results().forEach(match -> {
            assigned.add(match.group(1));
            if (match.group(1).endsWith("_JAR")) {
                assertThat(copied).contains(match.group(2));
            }
        });
        try (var scripts = Files.list(Repository.docker().resolve("bin"))) {
            for (Path script : scripts.toList()) {
                READ.matcher(Files.readString(script))
                        .results()
                        .forEach(match -> assertThat(assigned).as("%s", script).contains(match.group(1)));
            }
        }
    }
}
