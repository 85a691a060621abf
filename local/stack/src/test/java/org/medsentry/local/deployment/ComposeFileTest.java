package org.medsentry.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;
import org.medsentry.console.ConsoleMain;
import org.medsentry.dispatcher.DispatcherMain;
import org.medsentry.gateway.GatewayMain;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.local.cli.Medsentry;
import org.medsentry.local.deployment.ComposeFile.Service;
import org.medsentry.streaming.JobOptions;
import picocli.CommandLine;

/** The compose file names only what exists: images, ports, hosts, classes, options and files. */
class ComposeFileTest {

    private static final Map<String, String> SETTINGS =
            EnvironmentFile.read(Repository.docker().resolve(".env"));
    private static final List<Class<?>> FLINK_OPTIONS = List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            RestOptions.class,
            RpcOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class,
            WebOptions.class);

    private final ComposeFile compose = ComposeFile.load(SETTINGS);

    @Test
    void usesEverySettingOfTheEnvironmentFile() {
        assertThat(compose.usedVariables()).containsExactlyInAnyOrderElementsOf(SETTINGS.keySet());
    }

    @Test
    void namesTheVersionsThatWeAreBuiltAndTestedWith() throws Exception {
        String pom = Files.readString(Repository.root().resolve("pom.xml"));
        assertThat(SETTINGS)
                .containsEntry("FLINK_VERSION", element(pom, "flink.version"))
                .containsEntry("KAFKA_VERSION", element(pom, "kafka.version"))
                .containsEntry("ELASTICSEARCH_VERSION", element(pom, "elasticsearch.server.version"))
                .containsEntry("MEDSENTRY_VERSION", element(pom, "version"));
        assertThat(compose.allServices().stream()
                        .map(service -> service.text("image"))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "apache/kafka:" + SETTINGS.get("KAFKA_VERSION"),
                        "docker.elastic.co/elasticsearch/elasticsearch:" + SETTINGS.get("ELASTICSEARCH_VERSION"),
                        "zookeeper:" + SETTINGS.get("ZOOKEEPER_VERSION"),
                        "medsentry:" + SETTINGS.get("MEDSENTRY_VERSION"));
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(xml);
        // The first version is our own.
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void referencesOnlyWhatItDeclares() {
        for (Service service : compose.allServices()) {
            assertThat(compose.services())
                    .containsAll(service.part("depends_on").keySet());
            service.part("depends_on").forEach((name, condition) -> {
                if (condition.equals(Map.of("condition", "service_healthy"))) {
                    assertThat(compose.service(name).part("healthcheck"))
                            .as(name)
                            .isNotEmpty();
                } else {
                    assertThat(condition).isEqualTo(Map.of("condition", "service_completed_successfully"));
                    assertThat(compose.service(name).text("restart")).isEqualTo("on-failure");
                }
            });
        }
        assertThat(allTexts("secrets"))
                .containsExactlyInAnyOrderElementsOf(compose.declared("secrets").keySet());
        assertThat(allTexts("volumes").stream()
                        .map(volume -> volume.split(":")[0])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(compose.declared("volumes").keySet());
    }

    private Set<String> allTexts(String key) {
        return compose.allServices().stream()
                .flatMap(service -> service.texts(key).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void mountsTheSecretsThatAServiceNames() {
        for (Service service : compose.allServices()) {
            Matcher path = Pattern.compile("/run/secrets/([a-z.-]+)")
                    .matcher(service.command() + " " + service.part("environment"));
            while (path.find()) {
                // The task managers read the keys, whichever job asks for them.
                boolean keys = path.group(1).equals("privacy-keys.json");
                assertThat(keys ? compose.service("taskmanager").texts("secrets") : service.texts("secrets"))
                        .contains(path.group(1));
            }
        }
    }

    @Test
    void configuresFlinkWithOptionsThatFlinkKnows() {
        Map<String, ConfigOption<?>> known = new TreeMap<>();
        FLINK_OPTIONS.stream().flatMap(type -> Arrays.stream(type.getFields())).forEach(field -> {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                ConfigOption<?> option = value(field);
                known.put(option.key(), option);
            }
        });
        Service jobManager = compose.service("jobmanager");
        Configuration configuration = Configuration.fromMap(jobManager.flinkProperties());
        assertThat(known.keySet()).containsAll(jobManager.flinkProperties().keySet());
        jobManager
                .flinkProperties()
                .keySet()
                .forEach(key ->
                        assertThat(configuration.get(known.get(key))).as(key).isNotNull());
        assertThat(compose.allServices().stream().filter(Service::isFlink))
                .hasSize(12)
                .allSatisfy(service -> assertThat(service.flinkProperties()).isEqualTo(jobManager.flinkProperties()));
    }

    private static ConfigOption<?> value(java.lang.reflect.Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void hasASlotForEverySubtaskOfEveryJob() {
        int slots = Integer.parseInt(compose.service("taskmanager")
                        .part("deploy")
                        .get("replicas")
                        .toString())
                * Integer.parseInt(SETTINGS.get("TASK_SLOTS"));
        assertThat(slots)
                .isGreaterThanOrEqualTo(DeployedJob.of(compose).size() * Integer.parseInt(SETTINGS.get("PARALLELISM")));
    }

    @Test
    void pointsEveryServiceToAPortThatAnotherListensOn() {
        Map<String, Object> kafka = compose.service("kafka").part("environment");
        assertThat(SETTINGS).containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
        assertThat(kafka.get("KAFKA_ADVERTISED_LISTENERS").toString().split(","))
                .contains("CLUSTER://kafka:9092", "HOST://localhost:" + SETTINGS.get("KAFKA_PORT"));
        assertThat(kafka.get("KAFKA_LISTENERS").toString().split(",")).contains("CLUSTER://:9092", "HOST://:19092");
        assertThat(containerPorts("kafka")).containsExactly("19092");

        assertThat(SETTINGS).containsEntry("ELASTICSEARCH_HOSTS", "http://elasticsearch:9200");
        assertThat(containerPorts("elasticsearch")).containsExactly("9200");

        Map<String, String> flink = compose.service("jobmanager").flinkProperties();
        assertThat(flink)
                .containsEntry("rest.address", "jobmanager")
                .containsEntry("jobmanager.rpc.address", "jobmanager")
                .containsEntry("high-availability.zookeeper.quorum", "zookeeper:2181");
        assertThat(containerPorts("jobmanager"))
                .containsExactly(RestOptions.PORT.defaultValue().toString());
    }

    private Stream<String> containerPorts(String service) {
        return compose.service(service).texts("ports").stream().map(port -> port.replaceAll(".*:", ""));
    }

    @Test
    void keepsTheStateOfFlinkInTheVolumeThatAllShare() {
        for (Service service : compose.allServices()) {
            service.flinkProperties().values().stream()
                    .filter(value -> value.startsWith("file:"))
                    .forEach(value -> assertThat(value).startsWith("file:///opt/medsentry/state/"));
            if (service.isFlink()) {
                assertThat(service.texts("volumes")).containsExactly("state:/opt/medsentry/state");
            }
        }
    }

    @Test
    void configuresKafkaWithPropertiesThatKafkaKnows() {
        Set<String> known = KafkaConfig.configDef().names();
        assertThat(compose.service("kafka").part("environment").keySet().stream()
                        .filter(name -> !name.equals("KAFKA_HEAP_OPTS"))
                        .map(name -> name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.')))
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    @Test
    void submitsEveryJobByItsNameWithOptionsThatItKnows() {
        List<DeployedJob> jobs = DeployedJob.of(compose);
        assertThat(jobs.stream().map(DeployedJob::type))
                .containsExactlyInAnyOrderElementsOf(DeployedJob.allTypes())
                .doesNotHaveDuplicates();
        assertThat(jobs.stream().map(DeployedJob::id)).doesNotHaveDuplicates();
        for (DeployedJob job : jobs) {
            assertThat(job.name()).isEqualTo(job.declaredName());
            // stop-jobs concludes from the name where submit-job will look.
            assertThat(job.name()).isEqualTo("medsentry " + job.id().replace('-', ' '));
            Configuration options = JobOptions.parse(job.options().stream()
                    .filter(option -> !option.startsWith("--config="))
                    .toArray(String[]::new));
            for (ConfigOption<?> option : JobOptions.all()) {
                options.getOptional(option);
            }
            // It asks for every option that it cannot do without.
            assertThatCode(() -> job.build(options)).as(job.name()).doesNotThrowAnyException();
        }
    }

    @Test
    void setsUpKafkaWithACommandThatExists() {
        List<String> command = compose.service("setup").command();
        assertThat(command).startsWith("medsentry", "setup");
        CommandLine.ParseResult parsed = new CommandLine(new Medsentry())
                .parseArgs(command.subList(1, command.size()).toArray(String[]::new));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("setup");
    }

    @Test
    void runsTheDispatcherWithACommandThatExists() {
        List<String> command = compose.service("dispatcher").command();
        assertThat(command).startsWith("medsentry", "dispatcher");
        CommandLine.ParseResult parsed = new CommandLine(new DispatcherMain())
                .parseArgs(command.subList(2, command.size()).toArray(String[]::new));
        assertThat(parsed.matchedOptionValue("--instance", "")).isEqualTo("dispatcher");
    }

    @Test
    void runsTheGatewayWithACommandThatExistsOnThePortItListensOn() {
        Service gateway = compose.service("gateway");
        assertThat(gateway.command()).startsWith("gateway");
        CommandLine.ParseResult parsed = new CommandLine(new GatewayMain())
                .parseArgs(
                        gateway.command().subList(1, gateway.command().size()).toArray(String[]::new));
        assertThat(parsed.matchedOptionValue("--key-file", "")).isEqualTo("/run/secrets/privacy-keys.json");
        assertThat(gateway.texts("secrets")).contains("privacy-keys.json");
        assertThat(containerPorts("gateway")).containsExactly(String.valueOf(HttpSettings.DEFAULT_PORT));
    }

    @Test
    void runsTheConsoleWithACommandThatExistsOnThePortItListensOn() {
        Service console = compose.service("console");
        assertThat(console.command()).startsWith("console");
        CommandLine.ParseResult parsed = new CommandLine(new ConsoleMain())
                .parseArgs(
                        console.command().subList(1, console.command().size()).toArray(String[]::new));
        assertThat(containerPorts("console"))
                .containsExactly(parsed.matchedOptionValue("--port", 0).toString());
        assertThat(parsed.matchedOptionValue("--flink", "")).isEqualTo("http://jobmanager:8081");
        String examples = parsed.matchedOptionValue("--examples-command", "");
        assertThat(new CommandLine(new Medsentry())
                        .parseArgs((examples + " rule.yaml")
                                .substring("medsentry ".length())
                                .split(" "))
                        .errors())
                .isEmpty();
    }

    @Test
    void runsScriptsThatTheImageContains() {
        for (Service service : compose.allServices()) {
            if (!service.isFlink() || Set.of("jobmanager", "taskmanager").contains(service.name())) {
                continue;
            }
            Path script =
                    Repository.docker().resolve("bin").resolve(service.command().get(0));
            assertThat(script).isExecutable();
        }
    }
}
