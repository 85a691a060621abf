package org.medsentry.streaming.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.Test;

class PackingTest {

    @Test
    void whatIsPackedWhileSomethingElseIsStaysApartFromIt() throws IOException {
        byte[] packed = Packing.pack("outer", (text, target) -> {
            target.writeByte(1);
            Packing.write(Packing.pack(text, (inner, memory) -> memory.writeByte(2)), target);
            target.writeByte(3);
        });

        assertThat(packed).containsExactly(1, 1, 2, 3);
        DataInputDeserializer source = new DataInputDeserializer(packed, 1, 2);
        assertThat(Packing.read(source)).containsExactly(2);
    }

    @Test
    void goesOnAfterAFailure() {
        assertThatThrownBy(() -> Packing.pack("broken", (text, target) -> {
                    target.writeByte(9);
                    throw new IOException(text);
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(Packing.pack("well", (text, target) -> target.writeByte(1))).containsExactly(1);
    }

    @Test
    void whatWasLargeIsPackedTooAndWhatIsEmptyIsNothing() {
        byte[] large = Packing.pack(3 << 20, (size, target) -> target.write(new byte[size]));

        assertThat(large).hasSize(3 << 20);
        assertThat(Packing.pack("", (text, target) -> {})).isEmpty();
    }
}
