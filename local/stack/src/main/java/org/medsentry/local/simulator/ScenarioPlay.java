package org.medsentry.local.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plays the scenarios, each with chance of its own: leaving one out changes no other. */
final class ScenarioPlay {

    private ScenarioPlay() {}

    static List<ScenarioTruth> play(World world, Consumer<Outgoing> sink) {
        List<ScenarioTruth> truths = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            if (world.settings().scenarios().contains(scenario)) {
                Stage stage = new Stage(world, scenario, sink);
                play(stage);
                truths.add(stage.truth());
            }
        }
        return truths;
    }

    private static void play(Stage stage) {
        switch (stage.scenario) {
            case FEVER_BUYERS -> PurchaseScenes.feverBuyers(stage);
            case EPHEDRINE_OVER_LIMIT -> PurchaseScenes.ephedrineOverLimit(stage);
            case RECALLED_LOT_SOLD -> PurchaseScenes.recalledLotSold(stage);
            case PRESCRIPTION_MISSING -> PurchaseScenes.prescriptionMissing(stage);
            case DEATH_CLUSTER -> ReportScenes.deathCluster(stage);
            case SERIOUS_UNLISTED -> ReportScenes.seriousUnlisted(stage);
            case LATE_REPORTS -> ReportScenes.lateReports(stage);
            case HIGH_RISK_PRODUCT -> ReportScenes.highRiskProduct(stage);
            case ONLINE_BANNED -> OnlineScenes.banned(stage);
            case ONLINE_LICENCE_MISSING -> LicenceScenes.missing(stage);
            case ONLINE_LICENCE_UNKNOWN -> LicenceScenes.unknown(stage);
            case ONLINE_LICENCE_EXPIRED -> LicenceScenes.expired(stage);
            case ONLINE_LICENCE_SUSPENDED -> LicenceScenes.suspended(stage);
            case ONLINE_LICENCE_OF_ANOTHER -> LicenceScenes.ofAnother(stage);
            case ONLINE_PRESCRIPTION_UNVERIFIED -> OnlineScenes.prescriptionUnverified(stage);
            case ONLINE_RECALLED_LOT -> OnlineScenes.recalledLot(stage);
            case EPHEDRINE_RING -> DiversionScenes.ephedrineRing(stage);
            case OPIOID_SHOPPING -> DiversionScenes.opioidShopping(stage);
            case FOUR_KINDS_REPEAT -> DiversionScenes.fourKindsRepeat(stage);
            case FEVER_CLUSTER -> OutbreakScenes.feverCluster(stage);
            case TRACE_CLONED -> TraceScenes.traceCloned(stage);
            case TRACE_DUPLICATED -> TraceScenes.traceDuplicated(stage);
            case LOT_HAZARD -> TraceScenes.lotHazard(stage);
            case LICENCE_SHARED -> LicenceScenes.shared(stage);
            case RELISTING -> OnlineScenes.relisting(stage);
            case PRICE_ANOMALY -> OnlineScenes.priceAnomaly(stage);
            case ONLINE_EPHEDRINE_SPLITTING -> DiversionScenes.onlineEphedrineSplitting(stage);
            case FLU_SURGE -> OutbreakScenes.fluSurge(stage);
            case BAD_RECORDS -> TransportScenes.badRecords(stage);
            case VERY_LATE -> TransportScenes.veryLate(stage);
            case DUPLICATES -> {
                // plays everywhere: see Duplicates
            }
        }
    }
}
