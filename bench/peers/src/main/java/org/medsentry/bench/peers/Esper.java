package org.medsentry.bench.peers;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.util.AccessorStyle;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medsentry.bench.rules.BenchmarkRule;
import org.medsentry.bench.rules.Contender;
import org.medsentry.bench.rules.Workload;
import org.medsentry.schemas.event.PurchaseRegistration;

/**
 * Esper, a statement a rule: {@code match_recognize} for what is counted, and an EPL pattern for steps, because {@code
 * match_recognize} gives but one match where several end with the same record. It is called in a loop: nothing is serialised, shuffled or kept for a
 * restart, nor may records come out of order. It says how much an engine could do if it had to do nothing else.
 */
public final class Esper implements Contender.InProcess {

    private static final String TYPE = "Purchase";
    private static final String URI = "medsentry-bench";

    @Override
    public String id() {
        return "esper";
    }

    @Override
    public String title() {
        return "Esper 9, bare";
    }

    @Override
    public Session open(Workload workload) {
        Configuration configuration = new Configuration();
        configuration.getCommon().getEventMeta().setDefaultAccessorStyle(AccessorStyle.PUBLIC);
        configuration.getCommon().addEventType(TYPE, PurchaseRegistration.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        EPRuntime runtime = EPRuntimeProvider.getRuntime(URI, configuration);
        runtime.initialize();
        RunningEsper running =
                new RunningEsper(runtime, workload.rulesByProduct().keySet());
        try {
            for (BenchmarkRule rule : workload.rules()) {
                EPCompiled compiled =
                        EPCompilerProvider.getCompiler().compile(query(rule), new CompilerArguments(configuration));
                for (EPStatement statement :
                        runtime.getDeploymentService().deploy(compiled).getStatements()) {
                    running.listen(statement, rule.id());
                }
            }
        } catch (EPCompileException | EPDeployException refused) {
            throw new IllegalStateException("Esper refuses a rule of " + workload.id(), refused);
        }
        return running;
    }

    private static String query(BenchmarkRule rule) {
        return rule instanceof BenchmarkRule.OfAKind ofAKind ? query(ofAKind) : query((BenchmarkRule.Steps) rule);
    }

    private static String query(BenchmarkRule.OfAKind rule) {
        List<String> steps =
                IntStream.range(0, rule.times()).mapToObj(step -> "s" + step).toList();
        return String.format(
                Locale.ROOT,
                """
                select * from %s(productCode = '%s') match_recognize (
                  partition by buyer.token
                  measures s0.eventId as opening
                  all matches after match skip to next row
                  pattern (%s)
                  define %s
                )
                """,
                TYPE,
                rule.productCode(),
                String.join(" ", steps),
                steps.stream()
                        .skip(1)
                        .map(step -> step + " as " + inTime(step, "s0", rule))
                        .collect(Collectors.joining(", ")));
    }

    private static String query(BenchmarkRule.Steps rule) {
        return String.format(
                Locale.ROOT,
                """
                create context ByBuyer partition by buyer.token from %1$s(productCode in (%2$s));
                context ByBuyer select a.eventId as opening from pattern [
                  every a=%1$s(productCode = '%3$s')
                    -> ((c=%1$s(productCode = '%5$s', quantity > a.quantity) and not %1$s(productCode = '%4$s'))
                        -> d=%1$s(productCode = '%6$s')) where timer:within(%7$d msec)]
                """,
                TYPE,
                rule.productCodes().stream().map(product -> "'" + product + "'").collect(Collectors.joining(", ")),
                rule.first(),
                rule.forbidden(),
                rule.second(),
                rule.third(),
                rule.within().toMillis() + 1);
    }

    private static String inTime(String step, String first, BenchmarkRule rule) {
        return String.format(
                Locale.ROOT,
                "%s.occurredAt.toEpochMilli() - %s.occurredAt.toEpochMilli() <= %d",
                step,
                first,
                rule.within().toMillis());
    }

    /** One runtime, from its statements to its end. */
    private static final class RunningEsper implements Session {

        private final EPRuntime runtime;
        private final Set<String> concerned;
        private List<String> matches;

        RunningEsper(EPRuntime runtime, Set<String> concerned) {
            this.runtime = runtime;
            this.concerned = concerned;
        }

        void listen(EPStatement statement, String ruleId) {
            statement.addListener((found, gone, source, where) -> {
                for (int match = 0; match < found.length; match++) {
                    matches.add(ruleId);
                }
            });
        }

        @Override
        public void judge(PurchaseRegistration purchase, List<String> found) {
            matches = found;
            if (concerned.contains(purchase.productCode())) {
                runtime.getEventService().advanceTime(purchase.occurredAt().toEpochMilli());
            }
            runtime.getEventService().sendEventBean(purchase, TYPE);
        }

        @Override
        public void close() {
            runtime.destroy();
        }
    }
}
