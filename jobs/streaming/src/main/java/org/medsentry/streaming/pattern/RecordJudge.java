package org.medsentry.streaming.pattern;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;
import org.medsentry.rules.RuleStream;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.reference.Product;
import org.medsentry.streaming.reference.ControlLoader;

/** Enriches and judges sales. Beside that every sale leaves its sighting, for the rules that join streams. */
public final class RecordJudge<T extends StreamRecord> extends RuleJudge<T> {

    public static final OutputTag<Sighting> SIGHTINGS =
            new OutputTag<>("sightings", TypeInformation.of(Sighting.class));

    static final Set<Topic> REFERENCE = EnumSet.of(Topic.PRODUCTS, Topic.LICENCES, Topic.RECALLS, Topic.REGIONS);

    private static final long serialVersionUID = 1;

    private transient Enrichment enrichment;
    private transient Counter unknownProducts;

    public RecordJudge(Stream stream, ControlLoader loader) {
        super(RuleStream.of(stream), loader, REFERENCE);
    }

    @Override
    void open(MetricGroup metrics) {
        enrichment = new Enrichment(catalogue());
        unknownProducts = metrics.counter("unknownProducts");
    }

    @Override
    void judge(T record, long rulesPosition, JudgeOutput out) {
        Enrichment.Known known = enrichment.enrich(record);
        unknownProducts.inc(known.unknownProducts());
        leaveSighting(record, known.whole().product(), out);
        Findings findings = find(known.whole(), known.suspects());
        if (!findings.isEmpty()) {
            findings.route(
                    RecordIdentity.of(record),
                    List.of(RecordEvidence.of(record)),
                    catalogue().region(record.regionCode()),
                    catalogue()::region,
                    rulesPosition,
                    out::route);
        }
    }

    private void leaveSighting(T record, Product product, JudgeOutput out) {
        Sighting sighting = Sightings.of(record, product == null ? null : product.productCode());
        if (sighting != null) {
            out.see(sighting);
        }
    }
}
