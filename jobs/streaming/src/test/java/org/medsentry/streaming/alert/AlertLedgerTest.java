package org.medsentry.streaming.alert;

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

    @Test
    void opensWithTheSignalsFigures() {
        Alert alert =
                AlertLedger.open(TestingSignals.signal(1, Level.III, "500111")).alert();

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
        assertThat(AlertLedger.open(TestingSignals.signal(1, Level.III, "500111")))
                .isEqualTo(AlertLedger.open(TestingSignals.signal(1, Level.III, "500111")));
        assertThat(AlertLedger.open(TestingSignals.signal(1, Level.III, "500111"))
                        .alert()
                        .alertId())
                .isNotEqualTo(AlertLedger.open(TestingSignals.signal(2, Level.III, "500111"))
                        .alert()
                        .alertId());
    }

    @Test
    void furtherEvidenceRevisesAndNeverLowersTheLevel() {
        OpenAlert open = AlertLedger.open(TestingSignals.signal(1, Level.III, "500111"));

        Alert revised = AlertLedger.absorb(open, TestingSignals.signal(2, Level.IV, "500111"))
                .alert();

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
        OpenAlert open = AlertLedger.open(new RoutedSignal(joined, List.of(), List.of()));
        assertThat(open.alert().streams()).containsExactly("purchase-registrations", "online-sales");

        Signal further = TestingSignals.joined("signals", "online-sales", "adverse-reactions");
        assertThat(AlertLedger.absorb(open, new RoutedSignal(further, List.of(), List.of()))
                        .alert()
                        .streams())
                .containsExactly("purchase-registrations", "online-sales", "adverse-reactions");
    }

    @Test
    void climbingTellsTheUnitsAboveOfEveryPlaceSoFar() {
        OpenAlert open = AlertLedger.open(TestingSignals.signal(1, Level.IV, "500111"));

        Alert climbed = AlertLedger.absorb(open, TestingSignals.signal(2, Level.II, "500112"))
                .alert();

        assertThat(climbed.level()).isEqualTo(Level.II);
        assertThat(climbed.explanation().en()).isEqualTo("explanation 2");
        assertThat(climbed.units())
                .extracting(UnitReference::id)
                .containsExactlyInAnyOrder("county-500111", "county-500112", "province");
    }

    @Test
    void regionIsTheSmallestAroundAllEvidence() {
        OpenAlert open = AlertLedger.open(TestingSignals.signal(1, Level.IV, "500111"));
        OpenAlert city = AlertLedger.absorb(open, TestingSignals.signal(2, Level.IV, "500112"));
        OpenAlert nation = AlertLedger.absorb(city, TestingSignals.signal(3, Level.IV, "360102"));

        assertThat(city.alert().region().code()).isEqualTo("500100");
        assertThat(city.alert().region().nameEn()).isEqualTo("Region 500100");
        assertThat(nation.alert().region()).isNull();
    }

    @Test
    void subjectKeepsOnlyWhatAllSignalsAgreeOn() {
        OpenAlert open = AlertLedger.open(TestingSignals.signal(1, Level.IV, "500111"));

        Alert revised = AlertLedger.absorb(open, TestingSignals.signal(2, Level.IV, "500111"))
                .alert();

        assertThat(open.alert().subject().productName()).isEqualTo("product-1");
        assertThat(revised.subject().productName()).isNull();
        assertThat(revised.subject().sellerId()).isEqualTo("S1");
    }

    @Test
    void showsTheNewestHundredRecordsAndCountsAll() {
        OpenAlert alert = AlertLedger.open(TestingSignals.signal(1, Level.IV, "500111"));
        for (int number = 2; number <= 130; number++) {
            alert = AlertLedger.absorb(alert, TestingSignals.signal(number, Level.IV, "500111"));
        }

        assertThat(alert.alert().evidence()).hasSize(100);
        assertThat(alert.alert().evidence().get(0).eventId()).isEqualTo("event-31");
        assertThat(alert.alert().evidence().get(99).eventId()).isEqualTo("event-130");
        assertThat(alert.alert().evidenceCount()).isEqualTo(130);
        assertThat(alert.alert().revision()).isEqualTo(130);
    }
}
