package org.medsentry.streaming.pattern;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.cep.configuration.SharedBufferCacheConfig;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;

/**
 * Flink CEP's buffer of half-matched patterns, one for all rules and keys: it works on the maps that it is lent for a key, not
 * on state of its own. On RocksDB that is what makes the difference, for its own state is a range of entries to search.
 */
final class AutomatonBuffer {

    private static final int CACHE_SLOTS = 1;

    private final BorrowedMap<EventId, Lockable<SequenceEvent>> events = new BorrowedMap<>();
    private final BorrowedMap<NodeId, Lockable<SharedBufferNode>> nodes = new BorrowedMap<>();
    private final BorrowedMap<Long, Integer> counts = new BorrowedMap<>();
    private final Map<Long, Integer> countsOfNow = new HashMap<>();
    private final SharedBuffer<SequenceEvent> buffer;

    @SuppressWarnings("unchecked") // nothing is serialised here: any serializer will do
    AutomatonBuffer() {
        TypeSerializer<SequenceEvent> never =
                (TypeSerializer<SequenceEvent>) (TypeSerializer<?>) VoidSerializer.INSTANCE;
        buffer = new SharedBuffer<>(
                store(), never, new SharedBufferCacheConfig(CACHE_SLOTS, CACHE_SLOTS, Duration.ofDays(1)));
        // a thread that only logs statistics of its cache
        buffer.releaseCacheStatisticsTimer();
        CepInternals.replaceCaches(buffer, new MapCache<>(events), new MapCache<>(nodes));
        counts.lend(countsOfNow);
    }

    /** Works on this state until the accessor is closed. */
    SharedBufferAccessor<SequenceEvent> lend(AutomatonState state) {
        events.lend(state.heldEvents());
        nodes.lend(state.nodes());
        // how many events a millisecond had: those of a millisecond all come together
        countsOfNow.clear();
        return buffer.getAccessor();
    }

    private KeyedStateStore store() {
        return (KeyedStateStore) Proxy.newProxyInstance(
                KeyedStateStore.class.getClassLoader(),
                new Class<?>[] {KeyedStateStore.class},
                (proxy, method, arguments) -> map((MapStateDescriptor<?, ?>) arguments[0]));
    }

    private MapState<?, ?> map(MapStateDescriptor<?, ?> descriptor) {
        TypeSerializer<?> keys = descriptor.getKeySerializer();
        if (keys instanceof EventId.EventIdSerializer) {
            return events;
        }
        return keys instanceof NodeId.NodeIdSerializer ? nodes : counts;
    }
}
