package org.medsentry.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.dispatcher.channel.ChannelKind;
import org.medsentry.dispatcher.channel.ChannelSettings;
import org.medsentry.dispatcher.channel.Secret;
import org.medsentry.dispatcher.message.ChannelFormat;
import org.medsentry.dispatcher.message.Message;
import org.medsentry.dispatcher.message.Notice;
import org.medsentry.schemas.document.Trigger;

/** Runs the programs of docs/dispatching.md as they stand there. */
class SignatureExamplesTest {
    private static final String SECRET = "correct horse";

    @TempDir
    Path folder;

    private static String example(String language) throws IOException {
        Path page = Path.of("../../docs/dispatching.md");
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static Message message(Instant now) {
        Trigger trigger = new TestingTriggers().unit("U1", "webhook:one").build();
        ChannelSettings channel = ChannelSettings.of(
                "webhook:one", ChannelKind.WEBHOOK, URI.create("https://receiver.example"), new Secret(SECRET));
        return ChannelFormat.of(channel, "medsentry")
                .compose(new Notice(trigger, trigger.units().get(0), "webhook:one"), now);
    }

    private int run(List<String> command, Message message, byte[] body) throws Exception {
        List<String> arguments = new ArrayList<>(command);
        arguments.add(SECRET);
        arguments.add(message.headers().get("Medsentry-Timestamp"));
        arguments.add(message.headers().get("Medsentry-Signature"));
        arguments.add(Files.write(folder.resolve("body.json"), body).toString());
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEmpty();
        return process.exitValue();
    }

    private void accepts(List<String> command) throws Exception {
        Message message = message(Instant.now());
        assertThat(run(command, message, message.body())).isZero();
        byte[] other = message.body().clone();
        other[20] ^= 1;
        assertThat(run(command, message, other)).isEqualTo(1);
        Message old = message(Instant.now().minusSeconds(400));
        assertThat(run(command, old, old.body())).isEqualTo(1);
    }

    @Test
    void java() throws Exception {
        Path source = Files.writeString(folder.resolve("Verify.java"), example("java"));
        accepts(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), source.toString()));
    }

    @Test
    void python() throws Exception {
        assumeThat(hasPython()).isTrue();
        Path source = Files.writeString(folder.resolve("verify.py"), example("python"));
        accepts(List.of("python3", source.toString()));
    }

    private static boolean hasPython() {
        try {
            Process process = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
