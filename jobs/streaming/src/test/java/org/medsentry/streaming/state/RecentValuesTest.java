package org.medsentry.streaming.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

class RecentValuesTest {

    private static final ValueStateDescriptor<String> TEXT = new ValueStateDescriptor<>("text", Types.STRING);

    private final TestingStore store = new TestingStore();

    /** A value weighs its letters, and each place one. */
    private final RecentValues recent = new RecentValues(store, 6, value -> ((String) value).length());

    private ValueState<String> at(String key) {
        store.setCurrentKey(key);
        return recent.state("watch", TEXT);
    }

    @Test
    void readsOnceAndWritesOnceHoweverOftenAValueChanges() throws Exception {
        store.values.put("a/watch", "x");

        assertThat(at("a").value()).isEqualTo("x");
        at("a").update("y");
        at("a").update("z");
        assertThat(at("a").value()).isEqualTo("z");
        assertThat(store.log).containsExactly("read a/watch");

        recent.writeBack();
        recent.writeBack();

        assertThat(store.log).containsExactly("read a/watch", "write a/watch");
        assertThat(store.values).containsEntry("a/watch", "z");
    }

    @Test
    void whatIsClearedIsGoneAndWhatIsEmptyIsNotAskedForAgain() throws Exception {
        store.values.put("a/watch", "x");

        at("a").clear();
        assertThat(at("a").value()).isNull();
        assertThat(at("b").value()).isNull();
        assertThat(at("b").value()).isNull();
        recent.writeBack();

        assertThat(store.log).containsExactly("read b/watch", "clear a/watch");
        assertThat(store.values).isEmpty();
    }

    @Test
    void whatCameAndWentBetweenCheckpointsIsNotWrittenAtAll() throws Exception {
        assertThat(at("a").value()).isNull();
        at("a").update("x");
        at("a").clear();
        recent.writeBack();

        assertThat(store.log).containsExactly("read a/watch");

        at("a").update("y");
        recent.writeBack();
        at("a").clear();
        recent.writeBack();

        assertThat(store.log).containsExactly("read a/watch", "write a/watch", "clear a/watch");
    }

    @Test
    void letsGoOfWhatHasNotBeenUsedForLongestAndWritesItIfItChanged() throws Exception {
        at("a").update("1");
        at("b").update("2");
        at("c").value();
        at("a").value();

        at("d").update("3");

        assertThat(store.currentKey()).isEqualTo("d");
        assertThat(store.values).containsExactly(Map.entry("b/watch", "2"));
        at("b").value();
        assertThat(store.log).containsExactly("read c/watch", "write b/watch", "read b/watch");
    }

    @Test
    void keepsTheValueInHandHoweverHeavy() throws Exception {
        at("a").update("much too long");

        assertThat(at("a").value()).isEqualTo("much too long");
        assertThat(store.log).isEmpty();

        at("b").update("1");

        assertThat(store.values).containsOnlyKeys("a/watch");
    }

    @Test
    void leavesTheCurrentKeyAsItWas() throws Exception {
        at("a").update("1");
        at("b").update("2");

        recent.writeBack();

        assertThat(store.currentKey()).isEqualTo("b");
        assertThat(store.values).containsOnlyKeys("a/watch", "b/watch");
    }

    /** Says what it was asked. */
    private static final class TestingStore implements RecentValues.Store {

        private final Map<String, Object> values = new HashMap<>();
        private final List<String> log = new ArrayList<>();
        private Object key;

        @Override
        public Object currentKey() {
            return key;
        }

        @Override
        public void setCurrentKey(Object next) {
            key = next;
        }

        @Override
        public <S> ValueState<S> state(String namespace, ValueStateDescriptor<S> descriptor) {
            return new TestingState<>(key + "/" + namespace);
        }

        private final class TestingState<S> implements ValueState<S> {

            private final String place;

            TestingState(String place) {
                this.place = place;
            }

            @Override
            @SuppressWarnings("unchecked") // there is one type of value
            public S value() {
                log.add("read " + place);
                return (S) values.get(place);
            }

            @Override
            public void update(S value) {
                log.add("write " + place);
                values.put(place, value);
            }

            @Override
            public void clear() {
                log.add("clear " + place);
                values.remove(place);
            }
        }
    }
}
