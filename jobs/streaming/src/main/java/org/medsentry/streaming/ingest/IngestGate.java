package org.medsentry.streaming.ingest;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.event.StreamRecord;

/** The gate as an operator of its own, for streams whose records are shuffled before they are judged. */
public final class IngestGate<T extends StreamRecord> extends ProcessFunction<Ingested<T>, T> {

    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
    public static final OutputTag<LateRecord> LATE_RECORDS =
            new OutputTag<>("late-records", TypeInformation.of(LateRecord.class));

    private static final long serialVersionUID = 1;

    private final Gate<T> gate;

    private transient SideOutputs aside;

    public IngestGate(Duration allowedLateness) {
        this.gate = new Gate<>(allowedLateness);
    }

    @Override
    public void open(OpenContext context) {
        gate.open(getRuntimeContext().getMetricGroup());
        aside = new SideOutputs();
    }

    @Override
    public void processElement(Ingested<T> ingested, Context context, Collector<T> out) {
        aside.context = context;
        T record = gate.pass(ingested, context.timerService().currentWatermark(), aside);
        if (record != null) {
            out.collect(record);
        }
    }

    private static final class SideOutputs implements Gate.Aside {

        private ProcessFunction<?, ?>.Context context;

        @Override
        public void deadLetter(DeadLetter deadLetter) {
            context.output(DEAD_LETTERS, deadLetter);
        }

        @Override
        public void lateRecord(LateRecord late) {
            context.output(LATE_RECORDS, late);
        }
    }
}
