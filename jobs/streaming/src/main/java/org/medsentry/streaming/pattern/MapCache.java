package org.medsentry.streaming.pattern;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.shaded.guava33.com.google.common.cache.AbstractCache;

/**
 * Stands where Flink CEP keeps a cache before a map state that is slow. A {@link BorrowedMap} is not: the cache is the map, and
 * nothing is ever to be written back.
 */
final class MapCache<K, V> extends AbstractCache<K, V> {

    private final BorrowedMap<K, V> map;
    private final ConcurrentMap<K, V> unwritten = new ConcurrentHashMap<>();

    MapCache(BorrowedMap<K, V> map) {
        this.map = map;
    }

    @Override
    @SuppressWarnings("unchecked") // Flink CEP asks with its own keys
    public V getIfPresent(Object key) {
        return map.get((K) key);
    }

    @Override
    public void put(K key, V value) {
        map.put(key, value);
    }

    /** Flink CEP removes it from the map itself as well. */
    @Override
    public void invalidate(Object key) {}

    /** What is not in the map yet: nothing ever. */
    @Override
    public ConcurrentMap<K, V> asMap() {
        return unwritten;
    }
}
