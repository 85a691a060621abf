package org.medsentry.streaming.pattern;

import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** State of a {@link RuleRehearsal}. It hands out copies: what is not written back is not kept, as with RocksDB. */
final class RehearsalState<S> implements ValueState<S> {

    private final Map<String, Object> states;
    private final String name;
    private final TypeSerializer<S> serializer;

    RehearsalState(Map<String, Object> states, String name, ValueStateDescriptor<S> descriptor) {
        this.states = states;
        this.name = name;
        this.serializer = descriptor.getSerializer();
    }

    @Override
    @SuppressWarnings("unchecked") // a name stands for one descriptor
    public S value() {
        S value = (S) states.get(name);
        return value == null ? null : serializer.copy(value);
    }

    @Override
    public void update(S value) {
        if (value == null) {
            states.remove(name);
        } else {
            states.put(name, serializer.copy(value));
        }
    }

    @Override
    public void clear() {
        states.remove(name);
    }
}
