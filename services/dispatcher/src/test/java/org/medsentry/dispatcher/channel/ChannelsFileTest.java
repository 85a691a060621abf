package org.medsentry.dispatcher.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.dispatcher.DispatcherException;

class ChannelsFileTest {
    @TempDir
    Path folder;

    @BeforeEach
    void secrets() throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "s3cret\n");
    }

    private ChannelDirectory read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("channels.yaml"), yaml);
        return ChannelsFile.read(
                file, Map.of("ROBOT", "https://robot.example/send?access_token=hush", "EMPTY", "")::get);
    }

    @Test
    void readsEveryKey() throws IOException {
        ChannelDirectory directory = read("""
                sender: medsentry@yu.example
                channels:
                  - name: webhook:chongqing
                    kind: webhook
                    url: https://emergency.example/triggers
                    secretFile: secret.txt
                    caFile: secret.txt
                    connectTimeout: 2s
                    timeout: 1500ms
                    ratePerSecond: 7.5
                    inFlight: 3
                    backlog: 500
                    maxAge: 2d
                    retryBase: 2s
                    retryCap: 10m
                    breakerFailures: 8
                    breakerPause: 1m
                    orderPatience: 3m
                    headers:
                      X-Region: "50"
                  - name: webhook:*
                    kind: cap
                    url: http://127.0.0.1:9999/cap
                    unsigned: true
                  - name: group
                    kind: dingtalk
                    urlVariable: ROBOT
                """);
        ChannelSettings channel = directory.find("webhook:chongqing").orElseThrow();
        assertThat(channel.secret().text()).isEqualTo("s3cret");
        assertThat(channel.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(channel.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(channel.maxAge()).isEqualTo(Duration.ofDays(2));
        assertThat(channel.ratePerSecond()).isEqualTo(7.5);
        assertThat(channel.inFlight()).isEqualTo(3);
        assertThat(channel.backlog()).isEqualTo(500);
        assertThat(channel.headers()).containsEntry("X-Region", "50");
        assertThat(channel.retry())
                .isEqualTo(new RetrySettings(
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(10),
                        8,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(3)));
        assertThat(directory.sender()).isEqualTo("medsentry@yu.example");
        assertThat(directory.find("webhook:elsewhere").orElseThrow().kind()).isEqualTo(ChannelKind.CAP);
        assertThat(directory.find("group").orElseThrow().url()).hasQuery("access_token=hush");
        assertThat(directory.find("sms:chongqing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kind: webhook, url: 'https://a.example'; secretFile or secretVariable is required",
                "kind: pigeon, url: 'https://a.example'; kind must be one of [webhook, cap, dingtalk, wecom, lark]",
                "kind: lark, url: 'ftp://a.example'; url must be https",
                "kind: lark, url: 'http://a.example'; url must be https, or say plaintext",
                "kind: lark; url, urlFile or urlVariable is required",
                "kind: lark, url: 'https://a.example', timout: 3s; unknown key timout",
                "kind: lark, url: 'https://a.example', timeout: fast; timeout must be a duration",
                "kind: lark, url: 'https://a.example', timeout: 0s; timeout must be longer",
                "kind: lark, url: 'https://a.example', ratePerSecond: 0; ratePerSecond must be a number",
                "kind: lark, url: 'https://a.example', caFile: none.pem; caFile no readable file",
                "kind: lark, url: 'https://a.example', secretVariable: EMPTY; secretVariable names nothing",
                "kind: lark, url: 'https://a.example', headers: {Host: x}; headers Host cannot be set",
                "kind: lark, url: 'https://a.example', secretFile: [x]; secretFile is required, and a text"
            })
    void saysWhatIsWrongWhere(String channel, String complaint) {
        assertThatThrownBy(() -> read("channels:\n  - {name: north, " + channel + "}\n"))
                .isInstanceOf(DispatcherException.class)
                .hasMessageContaining("channel north")
                .hasMessageContaining(complaint);
    }

    @Test
    void aNameStandsOnceAndAStarAtItsEnd() {
        String channel = "  - {name: %s, kind: lark, url: 'https://a.example'}\n";
        assertThatThrownBy(() -> read("channels:\n" + channel.formatted("n") + channel.formatted("n")))
                .hasMessageContaining("channel n stands here twice");
        assertThatThrownBy(() -> read("channels:\n" + channel.formatted("'a*b'")))
                .hasMessageContaining("* stands only at the end");
        assertThatThrownBy(() -> read("channels: 3\n")).hasMessageContaining("channels must be a list");
        assertThatThrownBy(() -> read("channels: [\n")).isInstanceOf(DispatcherException.class);
    }
}
