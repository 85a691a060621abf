package org.medsentry.streaming.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {

    static Stream<String> texts() {
        return Stream.of(
                null,
                "",
                "86900000000017",
                "na\u00efve \u00ff\u0000",
                "布洛芬缓释胶囊",
                "\ud83d\udc8a pill",
                "half a pair \ud83d stays half a pair",
                "\udc8a the other half, and one at the end \ud83d",
                "\ud83d\ud83d\udc8a",
                "x".repeat(70_000),
                "药".repeat(70_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void comesBackAsItWas(String text) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(16);
        Texts.write(text, target);
        target.writeByte(7);
        DataInputDeserializer source = new DataInputDeserializer(target.getCopyOfBuffer());
        assertThat(Texts.read(source)).isEqualTo(text);
        assertThat(source.readByte()).isEqualTo((byte) 7);
        assertThat(source.available()).isZero();
    }
}
