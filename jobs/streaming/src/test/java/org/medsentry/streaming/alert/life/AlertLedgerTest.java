package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Signal;
import org.medsentry.schemas.document.UnitReference;

class AlertLedgerTest {

    private static OpenAlert open(RoutedSignal signal) {
        AlertDraft draft = AlertLedger.open(signal, null);
        draft.revision = 1;
        return draft.open();
    }

    private static OpenAlert absorb(OpenAlert before, RoutedSignal signal) {
        AlertDraft draft = AlertLedger.absorb(before, signal);
        draft.revision++;
        return draft.open();
    }

    @Test
    void opensWithTheSignalsFigures() {
        Alert alert = open(TestingSignals.signal(1, Level.III, "500111")).alert();

        assertThat(alert.revision()).isEqualTo(1);
        assertThat(alert.status()).isEqualTo(AlertStatus.NEW);
        assertThat(alert.level()).isEqualTo(Level.III);
        assertThat(alert.levelRank()).isEqualTo(3);
        assertThat(alert.evidence()).extracting(Evidence::eventId).containsExactly("event-1");
        assertThat(alert.region().code()).isEqualTo("500111");
        assertThat(alert.raisedAt())
                .isEqualTo(TestingSignals.START.plusSeconds(60).plusMillis(250));
        assertThat(alert.units()).extracting(UnitReference::id).containsExactly("county-500111");
    }

    @Test
    void sameInputGivesTheSameAlert() {
        assertThat(open(TestingSignals.signal(1, Level.III, "500111")))
                .isEqualTo(open(TestingSignals.signal(1, Level.III, "500111")));
        assertThat(open(TestingSignals.signal(1, Level.III, "500111")).alert().alertId())
                .isNotEqualTo(open(TestingSignals.signal(2, Level.III, "500111"))
                        .alert()
                        .alertId());
    }

    @Test
    void furtherEvidenceRevisesAndNeverLowersTheLevel() {
        OpenAlert open = open(TestingSignals.signal(1, Level.III, "500111"));

        Alert revised =
                absorb(open, TestingSignals.signal(2, Level.IV, "500111")).alert();

        assertThat(revised.revision()).isEqualTo(2);
        assertThat(revised.alertId()).isEqualTo(open.alert().alertId());
        assertThat(revised.level()).isEqualTo(Level.III);
        assertThat(revised.explanation().en()).as("of the leading signal").isEqualTo("explanation 1");
        assertThat(revised.evidence()).extracting(Evidence::eventId).containsExactly("event-1", "event-2");
        assertThat(revised.evidenceCount()).isEqualTo(2);
        assertThat(revised.lastEventAt()).isEqualTo(TestingSignals.START.plusSeconds(120));
        assertThat(revised.openingEventAt()).isEqualTo(TestingSignals.START.plusSeconds(60));
    }

    @Test
    void namesTheStreamsOfItsRecordsWhateverRuleJoinedThem() {
        Signal joined = TestingSignals.joined("sightings", "purchase-registrations", "online-sales");
        OpenAlert open = open(new RoutedSignal(joined, List.of(), List.of()));
        assertThat(open.alert().streams()).containsExactly("purchase-registrations", "online-sales");

        Signal further = TestingSignals.joined("signals", "online-sales", "adverse-reactions");
        assertThat(absorb(open, new RoutedSignal(further, List.of(), List.of()))
                        .alert()
                        .streams())
                .containsExactly("purchase-registrations", "online-sales", "adverse-reactions");
    }

    @Test
    void climbingTellsTheUnitsAboveOfEveryPlaceSoFar() {
        OpenAlert open = open(TestingSignals.signal(1, Level.IV, "500111"));

        Alert climbed =
                absorb(open, TestingSignals.signal(2, Level.II, "500112")).alert();

        assertThat(climbed.level()).isEqualTo(Level.II);
        assertThat(climbed.explanation().en()).isEqualTo("explanation 2");
        assertThat(climbed.units())
                .extracting(UnitReference::id)
                .containsExactlyInAnyOrder("county-500111", "county-500112", "province");
    }

    @Test
    void regionIsTheSmallestAroundAllEvidence() {
        OpenAlert open = open(TestingSignals.signal(1, Level.IV, "500111"));
        OpenAlert city = absorb(open, TestingSignals.signal(2, Level.IV, "500112"));
        OpenAlert nation = absorb(city, TestingSignals.signal(3, Level.IV, "360102"));

        assertThat(city.alert().region().code()).isEqualTo("500100");
        assertThat(city.alert().region().nameEn()).isEqualTo("Region 500100");
        assertThat(nation.alert().region()).isNull();
    }

    @Test
    void subjectKeepsOnlyWhatAllSignalsAgreeOn() {
        OpenAlert open = open(TestingSignals.signal(1, Level.IV, "500111"));

        Alert revised =
                absorb(open, TestingSignals.signal(2, Level.IV, "500111")).alert();

        assertThat(open.alert().subject().productName()).isEqualTo("product-1");
        assertThat(revised.subject().productName()).isNull();
        assertThat(revised.subject().sellerId()).isEqualTo("S1");
    }

    @Test
    void showsTheNewestHundredRecordsAndCountsAll() {
        OpenAlert alert = open(TestingSignals.signal(1, Level.IV, "500111"));
        for (int number = 2; number <= 130; number++) {
            alert = absorb(alert, TestingSignals.signal(number, Level.IV, "500111"));
        }

        assertThat(alert.alert().evidence()).hasSize(100);
        assertThat(alert.alert().evidence().get(0).eventId()).isEqualTo("event-31");
        assertThat(alert.alert().evidence().get(99).eventId()).isEqualTo("event-130");
        assertThat(alert.alert().evidenceCount()).isEqualTo(130);
        assertThat(alert.alert().revision()).isEqualTo(130);
    }

    @Test
    void aLoweredAlertRisesOnlyByEvidenceStrongerThanAnyBefore() {
        AlertDraft lowered = new AlertDraft(open(TestingSignals.signal(1, Level.III, "500111")));
        lowered.level = Level.IV;

        OpenAlert again = absorb(lowered.open(), TestingSignals.signal(2, Level.III, "500111"));
        assertThat(again.alert().level()).isEqualTo(Level.IV);
        assertThat(again.climbedFrom()).isNull();

        OpenAlert stronger = absorb(again, TestingSignals.signal(3, Level.II, "500111"));
        assertThat(stronger.alert().level()).isEqualTo(Level.II);
        assertThat(stronger.climbedFrom()).isEqualTo(Level.IV);
    }

    @Test
    void aSuccessorNamesTheFormerEvenIfTheSameRecordOpensIt() {
        OpenAlert former = open(TestingSignals.signal(1, Level.III, "500111"));
        ClosedAlert closed = new ClosedAlert(former.alert().alertId(), 7, true, TestingSignals.START);

        AlertDraft successor = AlertLedger.open(TestingSignals.signal(1, Level.III, "500111"), closed);

        assertThat(successor.previousAlertId).isEqualTo(former.alert().alertId());
        assertThat(successor.alertId).isNotEqualTo(former.alert().alertId());
    }
}
