package org.medsentry.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeadLetter;
import org.medsentry.schemas.document.LateRecord;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.streaming.action.AlertAddress;
import org.medsentry.streaming.alert.CaseInput;
import org.medsentry.streaming.alert.life.CaseMember;
import org.medsentry.streaming.alert.life.ClosedAlert;
import org.medsentry.streaming.alert.life.OpenAlert;
import org.medsentry.streaming.alert.life.ResolvedAction;
import org.medsentry.streaming.alert.life.RoutedSignal;
import org.medsentry.streaming.alert.life.Silence;
import org.medsentry.streaming.alert.life.WaitingActions;
import org.medsentry.streaming.correlate.Observation;
import org.medsentry.streaming.ingest.RecordIngest;
import org.medsentry.streaming.ingest.VersionedReport;
import org.medsentry.streaming.pattern.RoutedRecord;
import org.medsentry.streaming.reference.ControlRecord;
import org.medsentry.streaming.storm.StormState;

/** What must hold for every job graph, whatever it does. */
class GraphTest {

    private enum Job {
        PURCHASE(PurchaseJob::build),
        REACTION(ReactionJob::build),
        ONLINE_SALE(OnlineSaleJob::build),
        TRACE(TraceJob::build),
        EARLY_WARNING(EarlyWarningJob::build),
        INDEX(IndexJob::build);

        private interface Builder {
            void build(StreamExecutionEnvironment env, Configuration configuration);
        }

        private final Builder builder;

        Job(Builder builder) {
            this.builder = builder;
        }

        StreamGraph graph() {
            Configuration configuration = JobOptions.parse(
                    "--kafka.bootstrap-servers=localhost:1",
                    "--privacy.key-file=keys.json",
                    "--elasticsearch.hosts=http://localhost:2");
            StreamExecutionEnvironment env = JobEnvironment.create(configuration);
            builder.build(env, configuration);
            return env.getStreamGraph();
        }
    }

    @ParameterizedTest
    @EnumSource(Job.class)
    void everyOperatorHasAUidOfItsOwn(Job job) {
        List<String> uids = job.graph().getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .toList();

        assertThat(uids).doesNotContainNull().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Job.class)
    void everyOperatorHasANameForPeople(Job job) {
        assertThat(job.graph().getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .allSatisfy(name -> assertThat(name)
                        .doesNotContain("Process")
                        .doesNotContain("Map")
                        .doesNotContain("Filter"));
    }

    /** Otherwise every record is serialised and handed to another thread, most of them only to find that no rule cares. */
    @ParameterizedTest
    @EnumSource(
            value = Job.class,
            names = {"PURCHASE", "ONLINE_SALE"})
    void salesAreJudgedInTheTaskThatReadsThem(Job job) {
        assertThat(job.graph().getJobGraph().getVertices())
                .extracting(JobVertex::getName)
                .anySatisfy(name -> assertThat(name).contains("Source: read ").contains("enrich and judge"));
    }

    @Test
    void noStreamedTypeFallsBackToKryo() {
        List<TypeInformation<?>> streamed = List.of(
                RecordIngest.TYPE_OF_PURCHASE_REGISTRATIONS,
                RecordIngest.TYPE_OF_ADVERSE_REACTIONS,
                RecordIngest.TYPE_OF_ONLINE_SALES,
                TypeInformation.of(PurchaseRegistration.class),
                TypeInformation.of(AdverseReaction.class),
                TypeInformation.of(OnlineSale.class),
                TypeInformation.of(VersionedReport.class),
                TypeInformation.of(Observation.class),
                TypeInformation.of(ControlRecord.class),
                TypeInformation.of(RoutedRecord.class),
                TypeInformation.of(Sighting.class),
                TypeInformation.of(Signal.class),
                TypeInformation.of(RoutedSignal.class),
                TypeInformation.of(ResolvedAction.class),
                TypeInformation.of(CaseInput.class),
                TypeInformation.of(OpenAlert.class),
                TypeInformation.of(WaitingActions.class),
                TypeInformation.of(CaseMember.class),
                TypeInformation.of(ClosedAlert.class),
                TypeInformation.of(Silence.class),
                TypeInformation.of(AlertAction.class),
                TypeInformation.of(ActionResult.class),
                TypeInformation.of(Trigger.class),
                TypeInformation.of(Alert.class),
                TypeInformation.of(DeadLetter.class),
                TypeInformation.of(StormState.class),
                TypeInformation.of(AlertAddress.class),
                TypeInformation.of(LateRecord.class));

        SerializerConfigImpl noKryo = new SerializerConfigImpl();
        noKryo.setGenericTypes(false);

        assertThat(streamed)
                .allSatisfy(type -> assertThat(type.createSerializer(noKryo)).isNotInstanceOf(KryoSerializer.class));
    }
}
