package org.medsentry.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.medsentry.console.http.ServerSettings;
import org.medsentry.console.search.SearchSettings;
import org.medsentry.desk.KafkaCluster;

/**
 * What a console stands on.
 *
 * @param users file of users
 * @param keyFile keys of dead letters; without it none can be revealed or replayed
 * @param flink REST interface of the JobManager; without it figures of rules and jobs are unknown
 * @param groupPrefix of the jobs' consumer groups, by which their lag is known
 * @param idle a session ends when nothing was asked for so long
 * @param longest a session ends after so long
 * @param assets folder of the pages in place of those built in, for whoever works on them
 */
public record ConsoleSettings(
        ServerSettings server,
        KafkaCluster kafka,
        SearchSettings search,
        Path users,
        Optional<Path> keyFile,
        Optional<URI> flink,
        String groupPrefix,
        Duration idle,
        Duration longest,
        Optional<Path> assets) {

    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(60);
    public static final Duration DEFAULT_LONGEST = Duration.ofHours(12);
    public static final String DEFAULT_GROUP_PREFIX = "medsentry";

    public static ConsoleSettings of(ServerSettings server, KafkaCluster kafka, SearchSettings search, Path users) {
        return new ConsoleSettings(
                server,
                kafka,
                search,
                users,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_GROUP_PREFIX,
                DEFAULT_IDLE,
                DEFAULT_LONGEST,
                Optional.empty());
    }

    public ConsoleSettings withKeyFile(Path file) {
        return new ConsoleSettings(
                server, kafka, search, users, Optional.of(file), flink, groupPrefix, idle, longest, assets);
    }

    public ConsoleSettings withFlink(URI address) {
        return new ConsoleSettings(
                server, kafka, search, users, keyFile, Optional.of(address), groupPrefix, idle, longest, assets);
    }
}
