package org.medsentry.detectors.disproportionality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportTableTest {

    private final HeapReportStore<String> store = new HeapReportStore<>();
    private final List<String> judged = new ArrayList<>();
    private final ReportTable<String> table =
            new ReportTable<>(store, 2, (product, reaction, counts, entry, counted) -> {
                judged.add((counted ? "+" : "-")
                        + product
                        + reaction
                        + counts.together()
                        + entry.raised()
                        + entry.newest().stream()
                                .map(PairEntry.Citation::evidence)
                                .toList());
                return counts.together() >= 2 ? 1 : 0;
            });

    @Test
    void aReportCountsOnceInEachPairAndMargin() {
        count(1, 1, List.of("A", "B", "A"), List.of("x", "y", "x"));
        count(2, 1, List.of("A"), List.of("x"));

        assertThat(table.counts("A", "x")).isEqualTo(new PairCounts(2, 2, 2, 2));
        assertThat(table.counts("B", "y")).isEqualTo(new PairCounts(1, 1, 1, 2));
        assertThat(store.size()).isEqualTo(4);
    }

    @Test
    void aHigherVersionReplacesWhatTheLowerCounted() {
        count(1, 1, List.of("A"), List.of("x", "y"));
        count(2, 1, List.of("A"), List.of("x"));
        judged.clear();

        count(1, 3, List.of("A", "B"), List.of("y"));

        assertThat(table.counts("A", "x")).isEqualTo(new PairCounts(1, 2, 1, 2));
        assertThat(table.counts("A", "y")).isEqualTo(new PairCounts(1, 2, 1, 2));
        assertThat(table.counts("B", "y")).isEqualTo(new PairCounts(1, 1, 1, 2));
        assertThat(judged).containsExactly("-Ax11[2.1]", "+Ay10[1.3]", "+By10[1.3]");
    }

    @Test
    void aLowerOrEqualVersionIsADuplicate() {
        count(1, 2, List.of("A"), List.of("x"));

        assertThat(table.count(1, new CountedReport(2, List.of("B"), List.of("y")), ""))
                .isFalse();
        assertThat(table.count(1, new CountedReport(1, List.of("B"), List.of("y")), ""))
                .isFalse();
        assertThat(table.counts("A", "x")).isEqualTo(new PairCounts(1, 1, 1, 1));
        assertThat(table.counts("B", "y")).isEqualTo(new PairCounts(0, 0, 0, 1));
    }

    @Test
    void aWithdrawalTakesBackAndOutlivesLowerVersions() {
        count(1, 1, List.of("A"), List.of("x"));
        count(2, 1, List.of("A"), List.of("x"));

        assertThat(table.takeBack(1, 3)).isTrue();
        assertThat(table.count(1, new CountedReport(2, List.of("A"), List.of("x")), ""))
                .isFalse();

        assertThat(table.counts("A", "x")).isEqualTo(new PairCounts(1, 1, 1, 1));
        assertThat(judged).last().isEqualTo("-Ax11[2.1]");
        assertThat(store.pair("A", "x").raised()).isZero();
        table.takeBack(2, 2);
        assertThat(store.size()).isZero();
        assertThat(store.reports()).isZero();
    }

    @Test
    void aFollowUpThatNamesTheSamePairLeavesItRaised() {
        count(1, 1, List.of("A"), List.of("x"));
        count(2, 1, List.of("A"), List.of("x"));
        count(2, 2, List.of("A"), List.of("x"));

        assertThat(judged).last().isEqualTo("+Ax21[1.1, 2.2]");
    }

    @Test
    void theNewestReportsAreCited() {
        for (int report = 1; report <= 4; report++) {
            count(report, 1, List.of("A"), List.of("x"));
        }

        assertThat(judged).last().isEqualTo("+Ax41[3.1, 4.1]");
    }

    @Test
    void aReportWithoutAPairIsNoPartOfTheTable() {
        count(1, 1, List.of(), List.of("x"));

        assertThat(store.reports()).isZero();
        assertThat(store.reaction("x")).isZero();
    }

    /** Against a table that is counted anew from the newest versions. */
    @Test
    void anyOrderOfVersionsEndsInTheTableOfTheNewest() {
        Random random = new Random(3);
        Map<Long, CountedReport> newest = new HashMap<>();
        for (int step = 0; step < 3000; step++) {
            long report = random.nextInt(200);
            CountedReport version = new CountedReport(
                    1 + random.nextInt(9),
                    some(random, "ABCDE"),
                    random.nextInt(8) == 0 ? List.of() : some(random, "xyz"));
            table.count(report, version, "");
            newest.merge(report, version, (known, next) -> next.version() > known.version() ? next : known);
        }
        long reports = newest.values().stream().filter(CountedReport::counts).count();
        assertThat(store.reports()).isEqualTo(reports);
        for (String product : List.of("A", "B", "C", "D", "E")) {
            for (String reaction : List.of("x", "y", "z")) {
                List<CountedReport> counting =
                        newest.values().stream().filter(CountedReport::counts).toList();
                assertThat(table.counts(product, reaction))
                        .isEqualTo(new PairCounts(
                                counting.stream()
                                        .filter(r -> r.names(product, reaction))
                                        .count(),
                                counting.stream()
                                        .filter(r -> r.products().contains(product))
                                        .count(),
                                counting.stream()
                                        .filter(r -> r.reactions().contains(reaction))
                                        .count(),
                                reports));
            }
        }
    }

    private static List<String> some(Random random, String from) {
        List<String> some = new ArrayList<>();
        for (String letter : from.split("")) {
            if (random.nextInt(3) == 0) {
                some.add(letter);
            }
        }
        return some;
    }

    private void count(long report, int version, List<String> products, List<String> reactions) {
        assertThat(table.count(report, new CountedReport(version, products, reactions), report + "." + version))
                .isTrue();
    }
}
