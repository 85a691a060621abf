package org.medsentry.bench.rules;

import java.util.Set;
import org.apache.flink.api.common.functions.FilterFunction;
import org.medsentry.schemas.event.PurchaseRegistration;

/** The filter before a shuffle that whoever knows the rules beforehand would write. */
public record ConcernsRules(Set<String> productCodes) implements FilterFunction<PurchaseRegistration> {

    /** What concerns any rule of the workload. */
    public static ConcernsRules of(Workload workload) {
        return new ConcernsRules(Set.copyOf(workload.rulesByProduct().keySet()));
    }

    @Override
    public boolean filter(PurchaseRegistration purchase) {
        return productCodes.contains(purchase.productCode());
    }
}
