package org.medsentry.bench.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * Flink's own CEP library, used as well as we know how: what concerns no rule is filtered out before the shuffle, and all
 * patterns share one shuffle, chained behind it.
 */
final class StockCep implements Contender.OnFlink {

    private static final TypeInformation<PurchaseRegistration> PURCHASE =
            TypeInformation.of(PurchaseRegistration.class);
    private static final KeySelector<PurchaseRegistration, String> BUYER =
            purchase -> purchase.buyer().token();

    @Override
    public String id() {
        return "stock-cep";
    }

    @Override
    public String title() {
        return "Flink CEP behind a filter";
    }

    @Override
    public List<DataStream<String>> matches(PurchaseStream all, Workload workload) {
        DataStream<PurchaseRegistration> byBuyer = all.purchases()
                .filter(ConcernsRules.of(workload))
                .keyBy(BUYER)
                .map(new Same())
                .returns(PURCHASE);
        return workload.rules().stream()
                .map(rule -> matches(byBuyer, workload, rule))
                .toList();
    }

    private static DataStream<String> matches(
            DataStream<PurchaseRegistration> byBuyer, Workload workload, BenchmarkRule rule) {
        boolean concernsAll =
                rule.productCodes().equals(workload.rulesByProduct().keySet());
        KeyedStream<PurchaseRegistration, String> concerned = DataStreamUtils.reinterpretAsKeyedStream(
                concernsAll ? byBuyer : byBuyer.filter(new ConcernsRules(rule.productCodes())), BUYER, Types.STRING);
        return CEP.pattern(concerned, pattern(rule)).process(new NameRule(rule.id()), Types.STRING);
    }

    /** The window of stock CEP excludes its end, the rules include theirs. */
    private static Pattern<PurchaseRegistration, ?> pattern(BenchmarkRule rule) {
        Duration within = rule.within().plusMillis(1);
        if (rule instanceof BenchmarkRule.OfAKind ofAKind) {
            // The filter has let through nothing else: a condition would only cost.
            return Pattern.<PurchaseRegistration>begin("sale", AfterMatchSkipStrategy.noSkip())
                    .times(ofAKind.times())
                    .within(within);
        }
        BenchmarkRule.Steps steps = (BenchmarkRule.Steps) rule;
        return Pattern.<PurchaseRegistration>begin("first", AfterMatchSkipStrategy.noSkip())
                .where(is(steps.first()))
                .notFollowedBy("forbidden")
                .where(is(steps.forbidden()))
                .followedBy("second")
                .where(new MoreThanFirst(steps.second()))
                .followedBy("third")
                .where(is(steps.third()))
                .within(within);
    }

    private static SimpleCondition<PurchaseRegistration> is(String productCode) {
        return SimpleCondition.of(purchase -> purchase.productCode().equals(productCode));
    }

    private static final class MoreThanFirst extends IterativeCondition<PurchaseRegistration> {

        private static final long serialVersionUID = 1;

        private final String productCode;

        MoreThanFirst(String productCode) {
            this.productCode = productCode;
        }

        @Override
        public boolean filter(PurchaseRegistration purchase, Context<PurchaseRegistration> context) throws Exception {
            return purchase.productCode().equals(productCode)
                    && purchase.quantity()
                            > context.getEventsForPattern("first")
                                    .iterator()
                                    .next()
                                    .quantity();
        }
    }

    /** Something to chain behind the shuffle. */
    private static final class Same implements MapFunction<PurchaseRegistration, PurchaseRegistration> {

        private static final long serialVersionUID = 1;

        @Override
        public PurchaseRegistration map(PurchaseRegistration purchase) {
            return purchase;
        }
    }

    private static final class NameRule extends PatternProcessFunction<PurchaseRegistration, String> {

        private static final long serialVersionUID = 1;

        private final String ruleId;

        NameRule(String ruleId) {
            this.ruleId = ruleId;
        }

        @Override
        public void processMatch(
                Map<String, List<PurchaseRegistration>> match, Context context, Collector<String> out) {
            out.collect(ruleId);
        }
    }
}
