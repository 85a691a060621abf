package org.medsentry.local.stack;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.medsentry.streaming.EarlyWarningJob;
import org.medsentry.streaming.IndexJob;
import org.medsentry.streaming.OnlineSaleJob;
import org.medsentry.streaming.PurchaseJob;
import org.medsentry.streaming.ReactionJob;
import org.medsentry.streaming.TraceJob;

/** The jobs of the product as the local stack runs them. */
public enum LocalJob {
    PURCHASES("purchases", PurchaseJob.NAME, PurchaseJob::build),
    REACTIONS("reactions", ReactionJob.NAME, ReactionJob::build),
    ONLINE_SALES("online-sales", OnlineSaleJob.NAME, OnlineSaleJob::build),
    TRACE("trace", TraceJob.NAME, TraceJob::build),
    EARLY_WARNING("early-warning", EarlyWarningJob.NAME, EarlyWarningJob::build),
    INDEX("index", IndexJob.NAME, IndexJob::build);

    private interface Graph {
        void build(StreamExecutionEnvironment env, Configuration configuration);
    }

    private final String id;
    private final String jobName;
    private final Graph graph;

    LocalJob(String id, String jobName, Graph graph) {
        this.id = id;
        this.jobName = jobName;
        this.graph = graph;
    }

    /** Name of its folder of checkpoints. */
    public String id() {
        return id;
    }

    /** Its name in Flink. */
    public String jobName() {
        return jobName;
    }

    void build(StreamExecutionEnvironment env, Configuration configuration) {
        graph.build(env, configuration);
    }
}
