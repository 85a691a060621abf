package org.medsentry.local.deployment;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.local.deployment.ComposeFile.Service;
import org.medsentry.streaming.EarlyWarningJob;
import org.medsentry.streaming.IndexJob;
import org.medsentry.streaming.OnlineSaleJob;
import org.medsentry.streaming.PurchaseJob;
import org.medsentry.streaming.ReactionJob;
import org.medsentry.streaming.TraceJob;

/**
 * A job as compose.yaml submits it.
 *
 * @param command {@code submit-job ID NAME CLASS [OPTION...]}
 */
record DeployedJob(Service service, List<String> command) {

    static List<DeployedJob> of(ComposeFile compose) {
        return compose.allServices().stream()
                .filter(service ->
                        !service.command().isEmpty() && service.command().get(0).equals("submit-job"))
                .map(service -> new DeployedJob(service, service.command()))
                .toList();
    }

    /** Every job of the product. */
    static List<String> allTypes() {
        return Stream.of(
                        PurchaseJob.class,
                        ReactionJob.class,
                        OnlineSaleJob.class,
                        TraceJob.class,
                        EarlyWarningJob.class,
                        IndexJob.class)
                .map(Class::getName)
                .toList();
    }

    String id() {
        return command.get(1);
    }

    String name() {
        return command.get(2);
    }

    String type() {
        return command.get(3);
    }

    List<String> options() {
        return command.subList(4, command.size());
    }

    /** The name that the job gives itself. */
    String declaredName() {
        try {
            return Class.forName(type()).getField("NAME").get(null).toString();
        } catch (ReflectiveOperationException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** Builds its graph, without running it. */
    void build(Configuration options) throws ReflectiveOperationException {
        Class.forName(type())
                .getMethod("build", StreamExecutionEnvironment.class, Configuration.class)
                .invoke(null, StreamExecutionEnvironment.getExecutionEnvironment(), options);
    }
}
