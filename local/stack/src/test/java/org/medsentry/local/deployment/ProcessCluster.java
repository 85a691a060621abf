package org.medsentry.local.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * The cluster of docker/compose.yaml without containers: ZooKeeper, one JobManager and TaskManagers, each a process of its own
 * that can be killed as a machine fails, on Flink's own jars alone. Jobs arrive as they do there, through docker/bin.
 */
final class ProcessCluster implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final FlinkHome home;
    private final Configuration configuration;
    private final int restPort;
    private final int zooKeeperPort;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Deque<KeptProcess> taskManagers = new ArrayDeque<>();
    private KeptProcess zooKeeper;
    private KeptProcess jobManager;
    private KeptProcess dispatcher;
    private int started;

    /**
     * @param folder for everything that the cluster writes
     * @param properties those of compose.yaml; addresses and the folder of state are replaced by what holds here
     */
    ProcessCluster(Path folder, Map<String, String> properties) {
        this.folder = folder;
        this.restPort = freePort();
        this.zooKeeperPort = freePort();
        Map<String, String> here = new LinkedHashMap<>();
        properties.forEach((key, value) -> here.put(key, here(value)));
        here.put("rest.address", "127.0.0.1");
        here.put("rest.port", Integer.toString(restPort));
        here.put("jobmanager.rpc.address", "127.0.0.1");
        here.put("jobmanager.rpc.port", Integer.toString(freePort()));
        here.put("taskmanager.host", "127.0.0.1");
        here.put("io.tmp.dirs", folder.resolve("tmp").toString());
        this.home = FlinkHome.layOut(folder.resolve("flink"), here);
        this.configuration = Configuration.fromMap(here);
        try {
            Files.createDirectories(stateDirectory());
            Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String here(String value) {
        return value.replace("zookeeper:2181", "127.0.0.1:" + zooKeeperPort)
                .replace("/opt/medsentry/state", stateDirectory().toString());
    }

    Path stateDirectory() {
        return folder.resolve("state");
    }

    void startZooKeeper() {
        Path file = home.configuration().resolve("zoo.cfg");
        try {
            Files.writeString(file, """
                    tickTime=1000
                    dataDir=%s
                    clientPort=%d
                    admin.enableServer=false
                    server.1=127.0.0.1:%d:%d
                    """.formatted(folder.resolve("zookeeper"), zooKeeperPort, freePort(), freePort()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        zooKeeper = start(
                "zookeeper",
                List.of("-Xmx64m"),
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                List.of("--zkConfigFile", file.toString(), "--peerId", "1"));
    }

    void startJobManager() {
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
        List<String> arguments =
                new ArrayList<>(List.of("--configDir", home.configuration().toString(), "--executionMode", "cluster"));
        arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        jobManager = start(
                "jobmanager",
                words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                arguments);
    }

    void startTaskManager() {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> arguments =
                new ArrayList<>(List.of("--configDir", home.configuration().toString()));
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        taskManagers.add(start(
                "taskmanager",
                words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments));
    }

    /**
     * The dispatcher, which is no part of the cluster.
     *
     * @param command that of compose.yaml
     */
    void startDispatcher(List<String> command) {
        List<String> words = new ArrayList<>(
                home.javaCommand(List.of("-Xmx128m"), List.of(Repository.commandLineJar(), Repository.jobsJar())));
        words.add(ParentBoundMain.class.getName());
        words.add("org.medsentry.local.cli.Medsentry");
        words.addAll(command.subList(1, command.size()));
        words.add("--status-port=0");
        dispatcher = new KeptProcess("dispatcher-" + ++started, words, folder).start();
    }

    /** The machine of the dispatcher is lost. */
    void killDispatcher() {
        dispatcher.kill();
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.trim().split("\\s+")).toList();
    }

    private KeptProcess start(String name, List<String> jvmOptions, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(home.javaCommand(jvmOptions));
        command.add(ParentBoundMain.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return new KeptProcess(name + "-" + ++started, command, folder).start();
    }

    /** The oldest TaskManager's machine is lost. */
    void killTaskManager() {
        taskManagers.remove().kill();
    }

    /** The JobManager's machine is lost. */
    void killJobManager() {
        jobManager.kill();
    }

    /**
     * Runs a command of compose.yaml in an environment like that of our image.
     *
     * @return what it printed
     * @throws AssertionError if it fails
     */
    String run(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.set(0, Repository.docker().resolve("bin").resolve(command.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("FLINK_HOME", home.folder().toString());
        environment.put("JOBS_JAR", Repository.jobsJar().toString());
        environment.put("CLI_JAR", Repository.commandLineJar().toString());
        environment.put("STATE_DIRECTORY", stateDirectory().toString());
        environment.merge(
                "PATH",
                "",
                (path, none) -> String.join(
                        File.pathSeparator,
                        home.folder().resolve("bin").toString(),
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        path));
        Path log = folder.resolve("command-" + ++started + ".log");
        try {
            Process process = builder.redirectOutput(log.toFile()).start();
            boolean ended = process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String output = Files.readString(log);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", command) + (ended ? " fails:\n" : " does not end:\n") + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Waits until the JobManager answers and TaskManagers offer that many slots. */
    void awaitSlots(int slots) {
        await("slots", () -> get("/overview").path("slots-total").asInt() >= slots);
    }

    /** Waits until exactly these jobs are not over, and all their tasks run. */
    void awaitRunning(List<String> jobs) {
        await(
                "all tasks running",
                () -> runningJobs().equals(jobs.stream().sorted().toList()));
    }

    /** Names of the jobs whose every task runs, sorted; of those in trouble there is only a note. */
    private List<String> runningJobs() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("end-time").asLong() < 0) {
                boolean runs = job.path("tasks").path("running").asInt()
                        == job.path("tasks").path("total").asInt();
                names.add(runs ? job.path("name").asText() : job.path("name").asText() + " (not running)");
            }
        }
        names.sort(null);
        return names;
    }

    /** By job name, how often each running job was restored from a checkpoint or savepoint. */
    Map<String, Integer> restored() {
        Map<String, Integer> restored = new TreeMap<>();
        try {
            for (JsonNode job : get("/jobs/overview").path("jobs")) {
                if (job.path("end-time").asLong() < 0) {
                    JsonNode checkpoints = get("/jobs/" + job.path("jid").asText() + "/checkpoints");
                    restored.put(
                            job.path("name").asText(),
                            checkpoints.path("counts").path("restored").asInt());
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return restored;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                if (condition.holds()) {
                    return;
                }
                last = runningJobs().toString();
                Thread.sleep(POLL.toMillis());
            } catch (IOException notYet) {
                last = notYet.toString();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
        throw new AssertionError(
                "no " + what + " after " + START_LIMIT.toSeconds() + " s: " + last + "; logs are in " + folder);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        taskManagers.forEach(KeptProcess::kill);
        Stream.of(dispatcher, jobManager, zooKeeper).filter(Objects::nonNull).forEach(KeptProcess::kill);
    }
}
