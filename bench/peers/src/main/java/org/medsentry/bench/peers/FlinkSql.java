package org.medsentry.bench.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.medsentry.bench.rules.BenchmarkRule;
import org.medsentry.bench.rules.ConcernsRules;
import org.medsentry.bench.rules.Contender;
import org.medsentry.bench.rules.PurchaseStream;
import org.medsentry.bench.rules.Workload;

/**
 * {@code MATCH_RECOGNIZE} of Flink SQL: the patterns of Flink CEP behind a planner. It has strict contiguity only, so what concerns
 * no rule is filtered out first, and rows that may lie between steps are part of the pattern.
 */
public final class FlinkSql implements Contender.OnFlink {

    private static final String ALL = "purchases";

    @Override
    public String id() {
        return "flink-sql";
    }

    @Override
    public String title() {
        return "Flink SQL MATCH_RECOGNIZE";
    }

    @Override
    public List<DataStream<String>> matches(PurchaseStream all, Workload workload) {
        StreamTableEnvironment tables = StreamTableEnvironment.create(all.environment());
        tables.createTemporaryView(
                ALL,
                all.purchases()
                        .filter(ConcernsRules.of(workload))
                        .map(purchase -> Row.of(purchase.buyer().token(), purchase.productCode(), purchase.quantity()))
                        .returns(Types.ROW_NAMED(
                                new String[] {"buyer", "product", "quantity"}, Types.STRING, Types.STRING, Types.INT)),
                Schema.newBuilder()
                        .column("buyer", DataTypes.STRING())
                        .column("product", DataTypes.STRING())
                        .column("quantity", DataTypes.INT())
                        .columnByMetadata("soldAt", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
                        .watermark("soldAt", "SOURCE_WATERMARK()")
                        .build());
        Map<Set<String>, String> views = new HashMap<>();
        List<DataStream<String>> matches = new ArrayList<>();
        for (BenchmarkRule rule : workload.rules()) {
            String view = views.computeIfAbsent(rule.productCodes(), products -> view(tables, products, views.size()));
            String ruleId = rule.id();
            matches.add(tables.toDataStream(tables.sqlQuery(query(rule, view)))
                    .map(match -> ruleId)
                    .returns(Types.STRING));
        }
        return matches;
    }

    private static String view(StreamTableEnvironment tables, Set<String> products, int number) {
        String name = "purchases_" + number;
        String list = new TreeSet<>(products)
                .stream().map(product -> "'" + product + "'").collect(Collectors.joining(", "));
        tables.executeSql(
                "CREATE TEMPORARY VIEW " + name + " AS SELECT * FROM " + ALL + " WHERE product IN (" + list + ")");
        return name;
    }

    /** The window of MATCH_RECOGNIZE excludes its end, the rules include theirs. */
    private static String query(BenchmarkRule rule, String view) {
        String pattern;
        String last;
        if (rule instanceof BenchmarkRule.OfAKind ofAKind) {
            last = "S";
            pattern = String.format(
                    Locale.ROOT,
                    "PATTERN (S{%d}) WITHIN %s DEFINE S AS S.product = '%s'",
                    ofAKind.times(),
                    interval(rule),
                    ofAKind.productCode());
        } else {
            BenchmarkRule.Steps steps = (BenchmarkRule.Steps) rule;
            last = "D";
            pattern = String.format(
                    Locale.ROOT,
                    """
                    PATTERN (A N* C X* D) WITHIN %s
                    DEFINE
                      A AS A.product = '%s',
                      N AS N.product <> '%s' AND NOT (N.product = '%s' AND N.quantity > LAST(A.quantity)),
                      C AS C.product = '%s' AND C.quantity > LAST(A.quantity),
                      X AS X.product <> '%s',
                      D AS D.product = '%s'
                    """,
                    interval(rule),
                    steps.first(),
                    steps.forbidden(),
                    steps.second(),
                    steps.second(),
                    steps.third(),
                    steps.third());
        }
        return String.format(Locale.ROOT, """
                SELECT * FROM %s MATCH_RECOGNIZE (
                  PARTITION BY buyer ORDER BY soldAt
                  MEASURES LAST(%s.quantity) AS quantity
                  ONE ROW PER MATCH AFTER MATCH SKIP TO NEXT ROW
                  %s
                )
                """, view, last, pattern);
    }

    private static String interval(BenchmarkRule rule) {
        return String.format(
                Locale.ROOT, "INTERVAL '%d.001' SECOND(4, 3)", rule.within().toSeconds());
    }
}
