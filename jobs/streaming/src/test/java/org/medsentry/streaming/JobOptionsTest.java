package org.medsentry.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOptionsTest {

    @TempDir
    private Path directory;

    @Test
    void readsBothForms() {
        Configuration configuration = JobOptions.parse(
                "--kafka.bootstrap-servers", "a:1,b:2", "--ingest.allowed-lateness=2 h", "--kafka.properties.a.b=c");

        assertThat(configuration.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS)).isEqualTo("a:1,b:2");
        assertThat(configuration.get(JobOptions.ALLOWED_LATENESS)).isEqualTo(Duration.ofHours(2));
        assertThat(configuration.get(JobOptions.KAFKA_PROPERTIES)).containsEntry("a.b", "c");
    }

    @Test
    void commandLineOverridesTheFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("job.properties"), "kafka.bootstrap-servers=file:1\nkafka.topic-prefix=test-\n");

        Configuration configuration = JobOptions.parse("--config=" + file, "--kafka.bootstrap-servers=line:2");

        assertThat(configuration.get(JobOptions.KAFKA_BOOTSTRAP_SERVERS)).isEqualTo("line:2");
        assertThat(configuration.get(JobOptions.KAFKA_TOPIC_PREFIX)).isEqualTo("test-");
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobOptions.parse("--kafka.bootstrap-server=a"))
                .withMessageContaining("unknown option --kafka.bootstrap-server;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobOptions.parse("--ingest.idleness"))
                .withMessageContaining("--ingest.idleness has no value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobOptions.parse("kafka"))
                .withMessageContaining("'kafka'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobOptions.require(JobOptions.parse(), JobOptions.KAFKA_BOOTSTRAP_SERVERS))
                .withMessageContaining("--kafka.bootstrap-servers is required");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobOptions.parse("--config=" + directory.resolve("none")))
                .withMessageContaining("none");
    }
}
