package org.medsentry.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is deployed holds all that Flink's image lacks, once, and nothing that is Flink's, the logging's or the servers'. */
class DeployableJarITCase {

    private static final Pattern FOREIGN = Pattern.compile(String.join(
            "|",
            "org/slf4j/",
            "org/apache/logging/",
            "[^/]*log4j[^/]*$",
            "kafka/server/",
            "scala/",
            "org/elasticsearch/node/",
            "org/apache/lucene/",
            "org/medsentry/embedded/",
            "org/junit/",
            "(.*/)?module-info.class$",
            "META-INF/[^/]*\\.(SF|DSA|RSA)$"));

    @Test
    void jobsHaveWhatFlinkLacks() throws IOException {
        Set<String> entries = entries(Repository.jobsJar());
        assertThat(entries)
                .containsAll(DeployedJob.allTypes().stream()
                        .map(type -> type.replace('.', '/') + ".class")
                        .toList());
        assertThat(entries)
                .contains(
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "org/elasticsearch/client/RestClient.class",
                        "dev/cel/runtime/CelRuntime.class",
                        "org/snakeyaml/engine/v2/api/Load.class",
                        "rules/adr-death.yaml",
                        "reference/products.jsonl",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE");
        for (Path library : FlinkHome.libraries()) {
            if (library.toString().contains("/org/apache/flink/")) {
                assertThat(classes(entries(library))).as("%s", library).doesNotContainAnyElementsOf(classes(entries));
            }
        }
    }

    @Test
    void nothingForeignIsDeployed() throws IOException {
        for (Path jar : List.of(Repository.jobsJar(), Repository.commandLineJar())) {
            assertThat(entries(jar).stream()
                            .filter(name -> FOREIGN.matcher(name).lookingAt()))
                    .as("%s", jar)
                    .isEmpty();
        }
    }

    @Test
    void theCommandLineRepeatsNothingOfTheJobs() throws IOException {
        assertThat(classes(entries(Repository.commandLineJar())))
                .contains(
                        "org/medsentry/local/cli/Medsentry.class",
                        "org/medsentry/desk/RulePublisher.class",
                        "picocli/CommandLine.class")
                .doesNotContainAnyElementsOf(classes(entries(Repository.jobsJar())));
    }

    /** Its home has nothing but Java, so it brings all of its own. */
    @Test
    void theGatewayRunsFromItsJarAlone() throws Exception {
        assertThat(entries(Repository.gatewayJar()))
                .contains(
                        "org/medsentry/gateway/GatewayMain.class",
                        "io/javalin/Javalin.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class",
                        "org/apache/logging/slf4j/SLF4JServiceProvider.class",
                        "schema/online-sales.schema.json")
                .noneMatch(name -> name.startsWith("org/medsentry/embedded/") || name.startsWith("org/junit/"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Repository.gatewayJar().toString(),
                        "--keys=/nowhere"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).contains("ERROR GatewayMain --key-file is required").doesNotContain("SLF4J", "\tat ");
    }

    /** Its home has nothing but Java, so it brings all of its own, the pages' libraries too. */
    @Test
    void theConsoleRunsFromItsJarAlone() throws Exception {
        assertThat(entries(Repository.consoleJar()))
                .contains(
                        "org/medsentry/console/ConsoleMain.class",
                        "org/medsentry/desk/RulePublisher.class",
                        "io/javalin/Javalin.class",
                        "org/elasticsearch/client/RestClient.class",
                        "dev/cel/runtime/CelRuntime.class",
                        "org/apache/logging/slf4j/SLF4JServiceProvider.class",
                        "META-INF/resources/_static/lit/3.3.3/index.js",
                        "elasticsearch/medsentry-audit.json")
                .noneMatch(name -> name.startsWith("org/medsentry/embedded/") || name.startsWith("org/junit/"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Repository.consoleJar().toString(),
                        "--users=/nowhere"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).contains("cannot read the users file /nowhere").doesNotContain("SLF4J", "\tat ");
    }

    /** Of two classes of one name it would be chance which one runs. */
    @Test
    void noClassComesFromTwoJars() throws IOException {
        Set<String> deployed = classes(entries(Repository.jobsJar()));
        Map<String, String> owners = new HashMap<>();
        Map<String, String> twice = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.endsWith(".jar")) {
                continue;
            }
            Set<String> classes = classes(entries(Path.of(entry)));
            if (classes.isEmpty() || !deployed.containsAll(classes)) {
                continue;
            }
            for (String name : classes) {
                String other = owners.put(name, entry);
                if (other != null) {
                    twice.put(name, other + " and " + entry);
                }
            }
        }
        assertThat(twice).isEmpty();
        assertThat(owners).hasSizeGreaterThan(deployed.size() / 2);
    }

    /** Without the merge, of each service only the providers of one jar would be found. */
    @Test
    void serviceFilesNameOnlyWhatIsThere() throws IOException {
        try (JarFile jar = new JarFile(Repository.jobsJar().toFile())) {
            Set<String> entries = entries(Repository.jobsJar());
            for (String service : entries) {
                if (!service.startsWith("META-INF/services/") || service.endsWith("/")) {
                    continue;
                }
                String providers =
                        new String(jar.getInputStream(new ZipEntry(service)).readAllBytes());
                assertThat(Arrays.stream(providers.split("\n"))
                                .map(String::trim)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .map(provider -> provider.replace('.', '/') + ".class"))
                        .as(service)
                        .isSubsetOf(entries);
            }
            assertThat(jar.isMultiRelease()).isTrue();
        }
    }

    private static Set<String> classes(Set<String> entries) {
        return entries.stream()
                .filter(name -> name.endsWith(".class")
                        && !name.startsWith("META-INF/")
                        && !name.endsWith("module-info.class")
                        && !name.endsWith("package-info.class"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> entries(Path jar) throws IOException {
        assertThat(Files.exists(jar)).as("%s (mvn package makes it)", jar).isTrue();
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
