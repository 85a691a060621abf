package org.medsentry.bench.rules;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.document.Signal;
import org.medsentry.streaming.JobSettings;
import org.medsentry.streaming.StreamJudgement;
import org.medsentry.streaming.pattern.RecordJudge;

/**
 * The product: the very operators of {@code PurchaseJob} behind decoding, with the rules published as files. It does more than
 * is asked of the others: enrichment, de-duplication, late records, evidence and texts of each signal, rules that may change.
 */
final class LiveRulesOfTheProduct implements Contender.OnFlink {

    @Override
    public String id() {
        return "medsentry";
    }

    @Override
    public String title() {
        return "MedSentry, live rules";
    }

    /** A signal is of its deciding record, with the evidence of all matches that end there. */
    @Override
    public boolean joinsMatchesOfARecord() {
        return true;
    }

    @Override
    public List<DataStream<String>> matches(PurchaseStream all, Workload workload) {
        PublishedRules rules = new PublishedRules(workload);
        String job = Stream.PURCHASE_REGISTRATIONS.id();
        return List.of(StreamJudgement.judgeAtSource(
                        job,
                        all.ingested(),
                        new RecordJudge<>(Stream.PURCHASE_REGISTRATIONS, rules.loader()),
                        rules.open(all.environment(), job),
                        rules.loader(),
                        JobSettings.live(new Configuration()))
                .signals()
                .map(Signal::ruleId)
                .returns(Types.STRING));
    }
}
