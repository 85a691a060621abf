package org.medsentry.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
    void hasNoOtherCoreToOfferOnOne() {
        assertThat(CorePinning.apartFrom("0", 1)).isEqualTo(CorePinning.none());
    }
}
