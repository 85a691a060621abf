package org.medsentry.streaming.state;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The values of keyed state that were used last, as objects in front of a state backend that keeps bytes: what comes again soon
 * is neither read nor unpacked, and packed and written once a checkpoint instead of once a record. Nothing is lost by it, for
 * {@link #writeBack} comes before every checkpoint. Not for a backend that keeps the objects themselves: its checkpoints would
 * see them change.
 */
public final class RecentValues {

    /** The state behind it; has one current key. */
    public interface Store {

        Object currentKey();

        void setCurrentKey(Object key);

        <S> ValueState<S> state(String namespace, ValueStateDescriptor<S> descriptor) throws Exception;
    }

    /** Looked up with every record, hence no record class, whose methods are slower. */
    private static final class Place {

        private final Object key;
        private final String namespace;
        private final String name;
        private final int hash;

        Place(Object key, String namespace, String name) {
            this.key = key;
            this.namespace = namespace;
            this.name = name;
            this.hash = (key.hashCode() * 31 + namespace.hashCode()) * 31 + name.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && hash == place.hash
                    && key.equals(place.key)
                    && namespace.equals(place.namespace)
                    && name.equals(place.name);
        }
    }

    private static final class Recent {
        private final ValueStateDescriptor<?> descriptor;
        private Object value;
        private boolean changed;
        private int weight;

        /** Whether the state behind is known to have no such value. */
        private boolean absent;

        Recent(ValueStateDescriptor<?> descriptor, Object value) {
            this.descriptor = descriptor;
            this.value = value;
        }
    }

    private final Store store;
    private final long budget;
    private final ToIntFunction<Object> weigher;
    private final LinkedHashMap<Place, Recent> recents = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    /** Of the last place that was asked for: it is asked for again at once, to be changed. */
    private Place lastPlace;

    private Recent lastRecent;

    /**
     * Keeps nothing yet.
     *
     * @param budget what all values together may weigh
     * @param weigher of a value, without its place; a place weighs one
     */
    public RecentValues(Store store, long budget, ToIntFunction<Object> weigher) {
        this.store = store;
        this.budget = budget;
        this.weigher = weigher;
    }

    /** A handle of the current key. */
    public <S> ValueState<S> state(String namespace, ValueStateDescriptor<S> descriptor) {
        Object key = store.currentKey();
        Place last = lastPlace;
        boolean again = last != null
                && last.key == key
                && last.namespace.equals(namespace)
                && last.name.equals(descriptor.getName());
        return new Handle<>(again ? last : new Place(key, namespace, descriptor.getName()), descriptor);
    }

    private Recent known(Place place) {
        if (place != lastPlace) {
            lastRecent = recents.get(place);
            lastPlace = place;
        }
        return lastRecent;
    }

    private final class Handle<S> implements ValueState<S> {

        private final Place place;
        private final ValueStateDescriptor<S> descriptor;

        Handle(Place place, ValueStateDescriptor<S> descriptor) {
            this.place = place;
            this.descriptor = descriptor;
        }

        @Override
        @SuppressWarnings("unchecked") // the place has the name of the descriptor
        public S value() {
            Recent known = known(place);
            if (known == null) {
                known = new Recent(descriptor, read());
                known.absent = known.value == null;
                keep(place, known);
            }
            return (S) known.value;
        }

        private S read() {
            try {
                return store.state(place.namespace, descriptor).value();
            } catch (Exception unreadable) {
                throw new IllegalStateException("state " + place.name + " cannot be read", unreadable);
            }
        }

        @Override
        public void update(S value) {
            Recent known = known(place);
            if (known == null) {
                known = new Recent(descriptor, value);
            }
            known.value = value;
            known.changed = true;
            keep(place, known);
        }

        @Override
        public void clear() {
            update(null);
        }
    }

    private void keep(Place place, Recent recent) {
        int before = recent.weight;
        recent.weight = 1 + (recent.value == null ? 0 : weigher.applyAsInt(recent.value));
        weight += recent.weight - before;
        if (before == 0) {
            recents.put(place, recent);
            lastPlace = place;
            lastRecent = recent;
        }
        if (weight > budget) {
            letGo(recent);
        }
    }

    /** Of those that have not been used for longest; never of the one in hand. */
    private void letGo(Recent inHand) {
        List<Map.Entry<Place, Recent>> changed = new ArrayList<>();
        Iterator<Map.Entry<Place, Recent>> eldest = recents.entrySet().iterator();
        while (weight > budget && eldest.hasNext()) {
            Map.Entry<Place, Recent> next = eldest.next();
            if (next.getValue() == inHand) {
                continue;
            }
            if (next.getValue().changed) {
                changed.add(Map.entry(next.getKey(), next.getValue()));
            }
            weight -= next.getValue().weight;
            eldest.remove();
        }
        write(changed);
    }

    /** Before a checkpoint, and before somebody looks at the state itself. */
    public void writeBack() {
        List<Map.Entry<Place, Recent>> changed = new ArrayList<>();
        recents.forEach((place, recent) -> {
            if (recent.changed) {
                changed.add(Map.entry(place, recent));
            }
        });
        write(changed);
    }

    /** Forgets all; call {@link #writeBack} before. */
    public void clear() {
        recents.clear();
        weight = 0;
        lastPlace = null;
        lastRecent = null;
    }

    private void write(List<Map.Entry<Place, Recent>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Object current = store.currentKey();
        try {
            for (Map.Entry<Place, Recent> entry : changed) {
                store.setCurrentKey(entry.getKey().key);
                write(entry.getKey(), entry.getValue());
            }
        } catch (Exception unwritable) {
            throw new IllegalStateException("recent state cannot be written", unwritable);
        } finally {
            if (current != null) {
                store.setCurrentKey(current);
            }
        }
    }

    @SuppressWarnings("unchecked") // the value came by the same descriptor
    private void write(Place place, Recent recent) throws Exception {
        ValueState<Object> state = store.state(place.namespace, (ValueStateDescriptor<Object>) recent.descriptor);
        if (recent.value != null) {
            state.update(recent.value);
        } else if (!recent.absent) {
            state.clear();
        }
        recent.absent = recent.value == null;
        recent.changed = false;
    }
}
