package org.medsentry.bench.rules;

import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.event.PurchaseRegistration;

/** A state machine for one rule: of each sale of the first product that is still open, its time, its quantity and how far it is. */
final class StepsByHand extends KeyedProcessFunction<String, PurchaseRegistration, String> {

    private static final long serialVersionUID = 1;

    private static final int FIELDS = 3;
    private static final int QUANTITY = 1;
    private static final int SECOND_SEEN = 2;
    private static final long[] NONE = {};

    private final BenchmarkRule.Steps rule;
    private final long withinMillis;

    private transient ValueState<long[]> open;

    StepsByHand(BenchmarkRule.Steps rule) {
        this.rule = rule;
        this.withinMillis = rule.within().toMillis();
    }

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("open", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(PurchaseRegistration purchase, Context context, Collector<String> out) throws Exception {
        long[] state = open.value();
        long[] before = state == null ? NONE : state;
        String product = purchase.productCode();
        boolean begins = product.equals(rule.first());
        long[] after = new long[before.length + (begins ? FIELDS : 0)];
        int kept = 0;
        for (int each = 0; each < before.length; each += FIELDS) {
            boolean secondSeen = before[each + SECOND_SEEN] != 0;
            if (context.timestamp() - before[each] > withinMillis
                    || (product.equals(rule.forbidden()) && !secondSeen)) {
                continue;
            }
            if (secondSeen && product.equals(rule.third())) {
                out.collect(rule.id());
                continue;
            }
            boolean advances = product.equals(rule.second()) && purchase.quantity() > before[each + QUANTITY];
            kept = put(after, kept, before[each], before[each + QUANTITY], secondSeen || advances);
        }
        if (begins) {
            kept = put(after, kept, context.timestamp(), purchase.quantity(), false);
        }
        if (kept == 0) {
            open.clear();
        } else {
            open.update(kept == after.length ? after : Arrays.copyOf(after, kept));
        }
    }

    private static int put(long[] target, int at, long time, long quantity, boolean secondSeen) {
        target[at] = time;
        target[at + QUANTITY] = quantity;
        target[at + SECOND_SEEN] = secondSeen ? 1 : 0;
        return at + FIELDS;
    }
}
