package org.medsentry.streaming.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class BulkOperationStateSerializerTest {
    private static final List<BulkOperation> OPERATIONS = List.of(
            BulkOperation.index("alerts", "板蓝根", Long.MAX_VALUE, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
            BulkOperation.create("dead-letters", "2", new byte[0]).asDeadLetter());

    private final BulkOperationStateSerializer serializer = new BulkOperationStateSerializer();

    @Test
    void bringsBackWhatItKept() throws Exception {
        byte[] bytes = serializer.serialize(state());
        assertThat(operations(serializer.deserialize(serializer.getVersion(), bytes)))
                .isEqualTo(OPERATIONS);
    }

    /** Bytes of release 0.1: savepoints hold them, so they must stay readable. */
    @Test
    void readsTheFirstFormat() throws Exception {
        String first =
                "//////////8AAAACAAAAAAAAAGAAAH//////////AAAABmFsZXJ0cwAAAAnmnb/ok53moLkAAAAHeyJhIjoxfQAAAAAAAABdAQEAAAAAAAAAAAAAAAxkZWFkLWxldHRlcnMAAAABMgAAAAA=";
        assertThat(Base64.getEncoder().encodeToString(serializer.serialize(state())))
                .isEqualTo(first);
        assertThat(operations(serializer.deserialize(1, Base64.getDecoder().decode(first))))
                .isEqualTo(OPERATIONS);
    }

    @Test
    void saysThatItCannotReadALaterFormat() throws Exception {
        byte[] bytes = serializer.serialize(state());
        assertThatThrownBy(() -> serializer.deserialize(99, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 99");
    }

    private static BufferedRequestState<BulkOperation> state() {
        return new BufferedRequestState<>(OPERATIONS.stream()
                .map(operation -> new RequestEntryWrapper<>(operation, operation.sizeInBytes()))
                .toList());
    }

    private static List<BulkOperation> operations(BufferedRequestState<BulkOperation> state) {
        return state.getBufferedRequestEntries().stream()
                .map(RequestEntryWrapper::getRequestEntry)
                .toList();
    }
}
