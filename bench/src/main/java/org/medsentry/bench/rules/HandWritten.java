package org.medsentry.bench.rules;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * What a good Flink programmer would write who knows all rules beforehand: one filter, one shuffle, one function, one small
 * value of state for all rules. The bare minimum: no late records, no change of rules, no evidence, and the state of a buyer
 * who never returns is never cleared.
 */
final class HandWritten implements Contender.OnFlink {

    @Override
    public String id() {
        return "hand-written";
    }

    @Override
    public String title() {
        return "hand-written KeyedProcessFunction";
    }

    @Override
    public List<DataStream<String>> matches(PurchaseStream all, Workload workload) {
        DataStream<PurchaseRegistration> concerned = all.purchases().filter(ConcernsRules.of(workload));
        if (workload.rules().get(0) instanceof BenchmarkRule.Steps steps) {
            return List.of(concerned
                    .keyBy(purchase -> purchase.buyer().token(), Types.STRING)
                    .process(new StepsByHand(steps)));
        }
        boolean oneProduct = workload.rulesByProduct().size() == 1;
        return List.of(concerned
                .keyBy(
                        purchase -> oneProduct
                                ? purchase.buyer().token()
                                : purchase.buyer().token() + ' ' + purchase.productCode(),
                        Types.STRING)
                .process(new CountsByHand(workload)));
    }
}
