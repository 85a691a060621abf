package org.medsentry.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.medsentry.desk.DeskException;
import org.medsentry.desk.FlinkRuleFigures;
import org.medsentry.desk.RuleFigures;

/** Against Flink's own REST interface, since the names of metrics there are its own. */
class FlinkRuleFiguresTest {

    private static final int RULES = 60;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void sumsWhatAllTasksOfAllJobsSayOfARule() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .build())) {
            cluster.start();
            submit(cluster);
            submit(cluster);
            FlinkRuleFigures figures =
                    new FlinkRuleFigures(cluster.getRestAddress().get().toString());

            Map<String, RuleFigures> read = await(figures);

            assertThat(read).hasSize(RULES);
            // Two jobs of two tasks each.
            assertThat(read.get("rule-7")).isEqualTo(new RuleFigures(4 * 7L, 4 * 107L, 4L, null, null));
        }
    }

    /** Flink hears of a task's metrics when it asks for them, which it does every ten seconds. */
    private static Map<String, RuleFigures> await(FlinkRuleFigures figures) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Map<String, RuleFigures> read = figures.read();
            RuleFigures last = read.getOrDefault("rule-7", RuleFigures.NONE);
            if (System.nanoTime() > deadline || (last.signals() != null && last.signals() == 4)) {
                return read;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static void submit(MiniCluster cluster) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSource(new NumberSequenceSource(0, Long.MAX_VALUE), WatermarkStrategy.noWatermarks(), "numbers")
                .map(new Ruled())
                .name("judge: rules, of a stream")
                .returns(Types.LONG)
                .sinkTo(new DiscardingSink<>());
        cluster.submitJob(env.getStreamGraph().getJobGraph()).join();
    }

    /** More rules than fit into one request, each with figures of its own. */
    private static final class Ruled extends RichMapFunction<Long, Long> {

        private static final long serialVersionUID = 1;

        @Override
        public void open(OpenContext context) {
            for (int rule = 0; rule < RULES; rule++) {
                int partial = 100 + rule;
                var group = getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("medsentry")
                        .addGroup("rule", "rule-" + rule);
                group.counter("events").inc(rule);
                group.counter("signals").inc();
                group.gauge("partialMatches", (Gauge<Integer>) () -> partial);
            }
        }

        @Override
        public Long map(Long number) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            return number;
        }
    }

    @Test
    void saysWhoDoesNotAnswer() {
        assertThatThrownBy(() -> new FlinkRuleFigures("http://127.0.0.1:1").read())
                .isInstanceOf(DeskException.class)
                .hasMessage("Flink does not answer at http://127.0.0.1:1/");
        assertThatThrownBy(() -> new FlinkRuleFigures("127.0.0.1:8081"))
                .isInstanceOf(DeskException.class)
                .hasMessageContaining("http://127.0.0.1:8081");
    }
}
