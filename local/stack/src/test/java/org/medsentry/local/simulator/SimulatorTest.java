package org.medsentry.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.StreamRecord;

/** The month as such: that it repeats, keeps its times, has the shape of a month, and is what its truth says. */
class SimulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSameSettingsGiveTheSameBytes() {
        List<String> once = texts(new Simulator(TestingMonths.small()));
        Simulator simulator = new Simulator(TestingMonths.small());
        assertThat(texts(simulator)).isEqualTo(once);
        assertThat(texts(simulator)).isEqualTo(once);
        assertThat(texts(new Simulator(TestingMonths.small().withSeed(2)))).isNotEqualTo(once);
    }

    @Test
    void leavingOutAScenarioChangesNothingElse() {
        Set<Scenario> others = EnumSet.complementOf(EnumSet.of(Scenario.FEVER_BUYERS));
        Set<String> with = new HashSet<>(texts(new Simulator(TestingMonths.small())));
        Set<String> without =
                new HashSet<>(texts(new Simulator(TestingMonths.small().withScenarios(others))));

        with.removeAll(without);

        assertThat(with).hasSize(8).allMatch(text -> text.contains("fever-buyers-"));
    }

    @Test
    void recordsComeInTheOrderOfSendingAndWithinTheMonth() {
        SimulationSettings settings = TestingMonths.small();
        List<SimulatedRecord> records = new Simulator(settings).records().toList();

        Instant before = Instant.MIN;
        for (SimulatedRecord record : records) {
            boolean inTime = !record.sentAt().isBefore(before)
                    && !record.streamTime().isBefore(settings.start())
                    && !record.streamTime().isAfter(record.sentAt())
                    && record.streamTime().isBefore(settings.end());
            assertThat(inTime).as(text(record)).isTrue();
            before = record.sentAt();
        }
        Duration latest = records.stream()
                .filter(record -> !text(record).contains("very-late"))
                .map(record -> Duration.between(record.streamTime(), record.sentAt()))
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(latest).isBetween(Duration.ofHours(12), Duration.ofHours(24 * 3 + 24));
    }

    @Test
    void noKeyNamesAPerson() {
        assertThat(new Simulator(TestingMonths.small())
                        .records()
                        .map(SimulatedRecord::key)
                        .filter(key -> !key.matches("PH-\\d{6}-\\d{3}|86\\d{12}|SELLER-\\d{4}|SHOP-[A-Z-]+")))
                .isEmpty();
    }

    @Test
    void tradeFollowsTheHoursAndTheDaysOfTheWeek() {
        SimulationSettings settings = SimulationSettings.endingAt(TestingMonths.END)
                .withDays(28)
                .withVolumes(48, 3_000, 0, 0)
                .withScenarios(Set.of());
        Map<Integer, Integer> byHour = new TreeMap<>();
        Map<DayOfWeek, Integer> byDay = new TreeMap<>();
        new Simulator(settings).records().forEach(record -> {
            ZonedDateTime time = record.streamTime().atZone(settings.zone());
            byHour.merge(time.getHour(), 1, Integer::sum);
            byDay.merge(time.getDayOfWeek(), 1, Integer::sum);
        });

        int all = byHour.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isBetween(80_000, 88_000);
        int night = byHour.entrySet().stream()
                .filter(hour -> hour.getKey() < 8 || hour.getKey() >= 22)
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(night).isPositive().isLessThan(all / 50);
        assertThat(byHour.get(10)).isGreaterThan(byHour.get(8)).isGreaterThan(byHour.get(13));
        assertThat(byHour.get(18)).isGreaterThan(byHour.get(14)).isGreaterThan(byHour.get(21));
        assertThat(byDay.get(DayOfWeek.MONDAY)).isGreaterThan(byDay.get(DayOfWeek.SUNDAY));
    }

    @Test
    void ingestTakesWhatIsGoodAndRefusesWhatIsBadForTheReasonTold() {
        Simulator simulator = new Simulator(TestingMonths.small());
        TestingMonths.Decoders decoders = new TestingMonths.Decoders();
        Map<Stream, Map<String, Long>> refused = new HashMap<>();
        Map<Stream, Set<String>> taken = new HashMap<>();
        Map<Stream, Long> again = new HashMap<>();
        simulator.records().forEach(record -> {
            Stream stream = Stream.of(record.topic().id());
            try {
                StreamRecord decoded = decoders.decode(record);
                assertThat(decoded.streamTime()).isEqualTo(record.streamTime());
                String id = decoded.source() + '|' + decoded.eventId() + '|' + decoded.version();
                if (!taken.computeIfAbsent(stream, key -> new HashSet<>()).add(id)) {
                    again.merge(stream, 1L, Long::sum);
                }
            } catch (RecordException e) {
                refused.computeIfAbsent(stream, key -> new TreeMap<>())
                        .merge(e.reason().name(), 1L, Long::sum);
            }
        });

        SimulationTruth truth = simulator.truth();
        for (Stream stream : Stream.values()) {
            StreamTruth expected = truth.streams().get(stream.id());
            assertThat(refused.get(stream)).isEqualTo(expected.bad()).hasSize(TransportScenes.WAYS.size());
            assertThat((long) taken.get(stream).size()).isEqualTo(expected.good());
            assertThat(again.getOrDefault(stream, 0L)).isEqualTo(expected.duplicates());
            assertThat(expected.records()).isEqualTo(expected.good() + expected.duplicates() + expected.badRecords());
        }
        StreamTruth purchases = truth.streams().get("purchase-registrations");
        assertThat(purchases.duplicates()).isPositive();
        assertThat(purchases.behindFortyEightHours()).isEqualTo(TransportScenes.VERY_LATE);
        assertThat(purchases.behindFiveMinutes()).isGreaterThan(purchases.behindFortyEightHours());
    }

    @Test
    void someReportsAreFollowedUpAndSomeWithdrawn() {
        Simulator simulator = new Simulator(TestingMonths.small().withVolumes(48, 0, 200, 0));
        TestingMonths.Decoders decoders = new TestingMonths.Decoders();
        Map<String, List<Integer>> versions = new HashMap<>();
        long withdrawn = simulator
                .records()
                .filter(record -> record.topic() == Topic.ADVERSE_REACTIONS)
                .filter(record -> decodes(decoders, record))
                .map(record -> (AdverseReaction) decoded(decoders, record))
                .filter(report -> {
                    versions.computeIfAbsent(report.eventId(), key -> new ArrayList<>())
                            .add(report.version());
                    return report.nullified();
                })
                .count();

        StreamTruth truth = simulator.truth().streams().get("adverse-reactions");
        assertThat(withdrawn).isEqualTo(truth.nullified()).isPositive();
        assertThat(truth.followUps()).isBetween(100L, 400L);
        assertThat(versions.values()).allMatch(list -> list.get(0) == 1);
    }

    @Test
    void filesHoldWhatTheStreamHoldsAndTruthBesides(@TempDir Path directory) throws IOException {
        Simulator simulator = new Simulator(TestingMonths.small());
        SimulationTruth truth = simulator.writeTo(directory);

        Map<Topic, List<String>> records = simulator
                .records()
                .collect(Collectors.groupingBy(
                        SimulatedRecord::topic, Collectors.mapping(SimulatorTest::text, Collectors.toList())));
        for (Stream stream : Stream.values()) {
            assertThat(Files.readAllLines(directory.resolve(Simulator.fileOf(stream)), StandardCharsets.UTF_8))
                    .isEqualTo(records.get(Topic.of(stream.id())));
        }
        JsonNode file = JSON.readTree(directory.resolve(Simulator.TRUTH_FILE).toFile());
        assertThat(file.path("scenarios")).hasSize(Scenario.values().length);
        assertThat(file.path("scenarios").get(0).path("scenario").asText()).isEqualTo("fever-buyers");
        assertThat(Instant.parse(file.path("start").asText())).isEqualTo(truth.start());
        assertThat(new Simulator(TestingMonths.small()).truth()).isEqualTo(truth);
    }

    @Test
    void settingsThatCannotBePlayedAreRefusedWithAReason() {
        SimulationSettings settings = TestingMonths.small();
        assertThatThrownBy(() -> settings.withDays(7))
                .hasMessage("scenarios need at least 14 days, not 7; give more days or no scenarios");
        assertThatThrownBy(() -> settings.withVolumes(3, 100, 0, 0))
                .hasMessage("pharmacies must be 24 to 99999, not 3");
        assertThat(settings.withScenarios(Set.of()).withDays(1).end()).isEqualTo(TestingMonths.END);
        assertThatThrownBy(() -> Scenario.of("nothing")).hasMessage("unknown scenario: nothing");
    }

    @Test
    void aCatalogueThatLacksWhatIsNeededIsNamed() {
        Catalogue shipped = Catalogue.shipped();
        Catalogue noVaccine = new Catalogue(
                shipped.products().stream()
                        .filter(product -> product.riskClasses().isEmpty())
                        .toList(),
                shipped.licences(),
                shipped.recalls(),
                shipped.regions());
        assertThatThrownBy(() -> new Simulator(TestingMonths.small(), noVaccine).truth())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the catalogue has no vaccine, which a scenario needs");
        Catalogue nowhere = new Catalogue(shipped.products(), shipped.licences(), shipped.recalls(), List.of());
        assertThatThrownBy(() -> new Simulator(TestingMonths.small(), nowhere).truth())
                .hasMessageContaining("needs at least 3 counties");
    }

    private static List<String> texts(Simulator simulator) {
        return simulator.records().map(SimulatorTest::text).collect(Collectors.toList());
    }

    private static String text(SimulatedRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static boolean decodes(TestingMonths.Decoders decoders, SimulatedRecord record) {
        try {
            return decoders.decode(record) != null;
        } catch (RecordException e) {
            return false;
        }
    }

    private static StreamRecord decoded(TestingMonths.Decoders decoders, SimulatedRecord record) {
        try {
            return decoders.decode(record);
        } catch (RecordException e) {
            throw new AssertionError(e);
        }
    }
}
