package org.medsentry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CorePinningTest {

    @Test
    void letsTheKernelKeepTheProcessWhereItCan() {
        CorePinning pinning = new CorePinning("0", true);

        assertThat(pinning.commandPrefix()).containsExactly("taskset", "-c", "0");
        assertThat(pinning.jvmFlags()).isEmpty();
    }

    @Test
    void tellsTheJvmOtherwiseAndSaysSo() {
        CorePinning pinning = new CorePinning("0", false);

        assertThat(pinning.commandPrefix()).isEmpty();
        assertThat(pinning.jvmFlags()).containsExactly("-XX:ActiveProcessorCount=1");
        assertThat(pinning.description()).contains("ActiveProcessorCount");
    }

    @Test
    void aProcessIsKeptOnItsCoreFromTheMomentOn() throws Exception {
        CorePinning pinning = CorePinning.to("0");
        assumeTrue(pinning.enforced(), "skipped: there is no taskset on this machine");
        assertThat(pinning.later().commandPrefix()).isEmpty();
        assertThat(pinning.later().jvmFlags()).containsExactly("-XX:ActiveProcessorCount=1");
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            pinning.keep(sleeper.pid());

            String allowed = Files.readAllLines(Path.of("/proc", Long.toString(sleeper.pid()), "status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(allowed.substring(allowed.indexOf(':') + 1).strip()).isEqualTo("0");
        } finally {
            sleeper.destroy();
        }
    }

    @Test
    void hasNoOtherCoreToOfferOnOne() {
        assertThat(CorePinning.apartFrom("0", 1)).isEqualTo(CorePinning.none());
    }
}
