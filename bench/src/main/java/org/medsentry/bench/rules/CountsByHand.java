package org.medsentry.bench.rules;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.event.PurchaseRegistration;

/** Keeps the times of the last few sales of a buyer and product: they answer every rule that counts them. */
final class CountsByHand extends KeyedProcessFunction<String, PurchaseRegistration, String> {

    private static final long serialVersionUID = 1;

    private final Map<String, BenchmarkRule.OfAKind[]> rulesByProduct = new HashMap<>();
    private int longest;

    private transient ValueState<long[]> times;

    CountsByHand(Workload workload) {
        workload.rulesByProduct()
                .forEach((product, rules) -> rulesByProduct.put(
                        product,
                        rules.stream().map(BenchmarkRule.OfAKind.class::cast).toArray(BenchmarkRule.OfAKind[]::new)));
        rulesByProduct.values().forEach(rules -> {
            for (BenchmarkRule.OfAKind rule : rules) {
                longest = Math.max(longest, rule.times());
            }
        });
    }

    @Override
    public void open(OpenContext context) {
        times = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("times", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(PurchaseRegistration purchase, Context context, Collector<String> out) throws Exception {
        long now = context.timestamp();
        long[] before = times.value();
        int kept = before == null ? 0 : Math.min(before.length, longest - 1);
        long[] after = new long[kept + 1];
        if (kept > 0) {
            System.arraycopy(before, before.length - kept, after, 0, kept);
        }
        after[kept] = now;
        times.update(after);
        for (BenchmarkRule.OfAKind rule : rulesByProduct.get(purchase.productCode())) {
            int first = after.length - rule.times();
            if (first >= 0 && now - after[first] <= rule.within().toMillis()) {
                out.collect(rule.id());
            }
        }
    }
}
