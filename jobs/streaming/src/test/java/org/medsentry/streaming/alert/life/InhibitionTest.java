package org.medsentry.streaming.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;

class InhibitionTest {

    private static final List<String> COUNTY = List.of("500000", "500100", "500111");
    private static final List<String> OTHER_COUNTY = List.of("500000", "500100", "500112");
    private static final List<String> CITY = List.of("500000", "500100");
    private static final List<String> PROVINCE = List.of("500000");
    private static final List<String> NATION = List.of();
    private static final List<String> ELSEWHERE = List.of("510000", "510100");

    private static final String GROUP = "adr-group-event";
    private static final String LOT = "adr-lot-cluster";

    private static CaseMember member(String id, String rule, Level level, List<String> territory, String... inhibits) {
        return new CaseMember(
                id, rule, level, Instant.EPOCH, List.of(inhibits), "86", territory, null, List.of(), null);
    }

    private static boolean speaks(CaseMember first, CaseMember second) {
        assertThat(Inhibition.inhibits(first, second) && Inhibition.inhibits(second, first))
                .as("both for each other")
                .isFalse();
        return Inhibition.inhibits(first, second);
    }

    @Test
    void aWiderRegionSpeaksOnceItHasClimbedHigher() {
        CaseMember county = member("a", GROUP, Level.III, COUNTY);

        assertThat(speaks(member("b", GROUP, Level.II, CITY), county)).isTrue();
        assertThat(speaks(member("b", GROUP, Level.II, NATION), county)).isTrue();
        assertThat(speaks(member("b", GROUP, Level.III, CITY), county)).isFalse();
        assertThat(speaks(member("b", GROUP, Level.IV, CITY), county)).isFalse();
        assertThat(speaks(member("b", GROUP, Level.II, ELSEWHERE), county)).isFalse();
        assertThat(speaks(member("b", GROUP, Level.II, OTHER_COUNTY), county)).isFalse();
    }

    @Test
    void atEqualLevelThePlaceWhereItHappensSpeaks() {
        CaseMember county = member("z", GROUP, Level.III, COUNTY);

        assertThat(speaks(county, member("b", GROUP, Level.III, CITY))).isTrue();
        assertThat(speaks(county, member("b", GROUP, Level.III, NATION))).isTrue();
        assertThat(speaks(county, member("b", GROUP, Level.III, ELSEWHERE))).isFalse();
        assertThat(speaks(county, member("b", GROUP, Level.II, CITY))).isFalse();
    }

    /** The signals of one record come one after the other: the wider region will follow. */
    @Test
    void whereItIsHigherSpeaksWhicheverIsWider() {
        CaseMember county = member("z", GROUP, Level.II, COUNTY);

        assertThat(speaks(county, member("b", GROUP, Level.III, CITY))).isTrue();
        assertThat(speaks(member("b", GROUP, Level.III, CITY), county)).isFalse();
    }

    @Test
    void whatIsCountedForNoRegionSpeaksForItselfAlone() {
        CaseMember lot =
                new CaseMember("a", LOT, Level.III, Instant.EPOCH, List.of(), null, COUNTY, null, List.of(), null);
        CaseMember otherLot =
                new CaseMember("b", LOT, Level.II, Instant.EPOCH, List.of(), null, COUNTY, null, List.of(), null);

        assertThat(speaks(lot, otherLot)).isFalse();
        assertThat(speaks(otherLot, lot)).isFalse();
    }

    @Test
    void inOneRegionTheHigherSpeaksAndThenTheFirst() {
        CaseMember first = member("a", GROUP, Level.III, COUNTY);
        CaseMember second = new CaseMember(
                "b", GROUP, Level.III, Instant.EPOCH.plusSeconds(1), List.of(), "86", COUNTY, null, List.of(), null);
        CaseMember higher = new CaseMember(
                "b", GROUP, Level.II, Instant.EPOCH.plusSeconds(1), List.of(), "86", COUNTY, null, List.of(), null);

        assertThat(speaks(first, second)).isTrue();
        assertThat(speaks(higher, first)).isTrue();
    }

    @Test
    void aRuleSpeaksForThoseThatItNamesUnlessTheyAreHigher() {
        CaseMember lot = member("b", LOT, Level.III, COUNTY);

        assertThat(speaks(member("a", GROUP, Level.III, PROVINCE, LOT), lot)).isTrue();
        assertThat(speaks(member("a", GROUP, Level.II, COUNTY, LOT), lot)).isTrue();
        assertThat(speaks(member("a", GROUP, Level.IV, PROVINCE, LOT), lot)).isFalse();
        assertThat(speaks(member("a", GROUP, Level.I, ELSEWHERE, LOT), lot)).isFalse();
        assertThat(speaks(member("a", GROUP, Level.I, PROVINCE), lot)).isFalse();
    }

    @Test
    void rulesThatNameEachOtherLeaveSomebodyToSpeak() {
        CaseMember first = member("a", GROUP, Level.III, COUNTY, LOT);
        CaseMember second = member("b", LOT, Level.III, COUNTY, GROUP);

        assertThat(speaks(first, second)).isTrue();
    }

    @Test
    void ofSeveralTheHighestAndNarrowestIsNamed() {
        CaseMember county = member("a", GROUP, Level.III, COUNTY);
        CaseMember city = member("b", GROUP, Level.II, CITY);
        CaseMember province = member("c", GROUP, Level.II, PROVINCE);
        CaseMember nation = member("d", GROUP, Level.I, NATION);

        assertThat(Inhibition.speakerFor(county, List.of(county, province, city)))
                .isEqualTo("b");
        assertThat(Inhibition.speakerFor(county, List.of(county, province, city, nation)))
                .isEqualTo("d");
        assertThat(Inhibition.speakerFor(nation, List.of(county, province, city, nation)))
                .isNull();
    }

    @Test
    void somebodyAlwaysSpeaks() {
        Random random = new Random(20261122);
        List<List<String>> territories = List.of(COUNTY, OTHER_COUNTY, CITY, PROVINCE, NATION, ELSEWHERE);
        for (int round = 0; round < 2_000; round++) {
            List<CaseMember> members = new ArrayList<>();
            for (int number = 0; number < 2 + random.nextInt(8); number++) {
                members.add(new CaseMember(
                        "alert-" + number,
                        random.nextBoolean() ? GROUP : LOT,
                        Level.values()[random.nextInt(4)],
                        Instant.EPOCH.plusSeconds(random.nextInt(3)),
                        List.of(LOT),
                        random.nextBoolean() ? "86" : null,
                        territories.get(random.nextInt(territories.size())),
                        null,
                        List.of(),
                        null));
            }
            assertThat(members)
                    .anySatisfy(member ->
                            assertThat(Inhibition.speakerFor(member, members)).isNull());
        }
    }

    @Test
    void thePlaceOfARegionsAlertIsTheRegionOfItsKey() {
        assertThat(Territory.of(new SubjectKey("product+nation", "86|000000"), null))
                .isEmpty();
        assertThat(Territory.of(new SubjectKey("county", "500111"), null)).isEqualTo(COUNTY);
        assertThat(Territory.of(new SubjectKey("product", "86"), null)).isEmpty();
    }
}
