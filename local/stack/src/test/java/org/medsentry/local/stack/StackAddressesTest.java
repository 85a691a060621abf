package org.medsentry.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackAddressesTest {

    @TempDir
    Path folder;

    private StackAddresses of(long process) {
        return new StackAddresses(
                "127.0.0.1:3",
                "http://127.0.0.1:2",
                "http://127.0.0.1:1",
                "http://127.0.0.1:4",
                folder.resolve("keys"),
                folder.resolve("log"),
                process);
    }

    @Test
    void areFoundWhileTheirProcessLives() {
        StackAddresses addresses = of(ProcessHandle.current().pid());
        assertThat(StackAddresses.find(folder)).isEmpty();

        addresses.write(folder);
        assertThat(StackAddresses.find(folder)).contains(addresses);

        StackAddresses.delete(folder);
        assertThat(StackAddresses.find(folder)).isEmpty();
    }

    @Test
    void areNotBelievedOnceTheirProcessIsGone() throws IOException {
        of(Long.MAX_VALUE).write(folder);
        assertThat(StackAddresses.find(folder)).isEmpty();

        Files.writeString(folder.resolve("stack.properties"), "process=nonsense");
        assertThat(StackAddresses.find(folder)).isEmpty();
    }
}
