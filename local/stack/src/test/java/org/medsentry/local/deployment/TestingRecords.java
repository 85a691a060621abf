package org.medsentry.local.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medsentry.schemas.Topic;

/**
 * Records of which it is known what must come of them: each completes one signal of one rule or is a step to one, and those of
 * one buyer, lot or seller make one alert. An event id names its alert: {@code GROUP/NUMBER}. A wave goes through its groups
 * once for each number, so that whatever happens in the middle of a wave happens in the middle of every pattern.
 */
final class TestingRecords {

    /**
     * One record.
     *
     * @param ruleId the rule that it completes, or null
     */
    record Sent(Topic topic, String group, String eventId, String ruleId, String json) {}

    private static final String EPHEDRINE_TABLETS = "86988004000434";
    private static final String DIGOXIN = "86988030000156";
    private static final int RECORDS_OF_A_GROUP = 3;

    /** More than stream time stays behind the newest record. */
    private static final int SECONDS_BETWEEN_WAVES = 900;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(6, ChronoUnit.HOURS);
    private final List<Sent> all = new ArrayList<>();
    private int clock;

    /**
     * The records of that many buyers, lots and sellers, each with several records, mixed.
     *
     * @param wave part of their names
     */
    List<Sent> wave(String wave, int groups) {
        List<Sent> records = new ArrayList<>();
        for (int number = 1; number <= RECORDS_OF_A_GROUP; number++) {
            for (int group = 0; group < groups; group++) {
                records.add(purchase(wave + "-buyer-" + group, number));
                records.add(death(wave + "-lot-" + group, number));
                records.add(listing(wave + "-seller-" + group, number));
                records.add(hop(wave + "-hopper-" + group, number));
                if (number != 2) {
                    records.add(relisting(wave + "-relister-" + group, number));
                }
            }
        }
        all.addAll(records);
        clock += SECONDS_BETWEEN_WAVES;
        return records;
    }

    /** Every event id sent so far, by the alert that it belongs to. */
    Map<String, Set<String>> alerts() {
        Map<String, Set<String>> alerts = new TreeMap<>();
        all.forEach(record ->
                alerts.computeIfAbsent(record.group(), group -> new TreeSet<>()).add(record.eventId()));
        return alerts;
    }

    /** Every event id sent so far that completes a rule, with that rule. */
    Map<String, String> signals() {
        Map<String, String> signals = new TreeMap<>();
        all.stream()
                .filter(record -> record.ruleId() != null)
                .forEach(record -> signals.put(record.eventId(), record.ruleId()));
        return signals;
    }

    /** How many signals the alert of a group is made of. */
    long signals(String group) {
        return all.stream()
                .filter(record -> record.group().equals(group) && record.ruleId() != null)
                .count();
    }

    /** A record that sets off nothing and moves stream time past all that was sent. */
    String tick() {
        return """
                {"eventId": "tick-%d", "source": "network-a", "occurredAt": "%s", "type": "DELISTING", "platformId": "PL-1",
                 "sellerId": "tick", "productName": "nothing"}""".formatted(clock, start.plusSeconds(clock));
    }

    private String nextTime() {
        return start.plusSeconds(++clock).toString();
    }

    private Sent purchase(String group, int number) {
        String eventId = group + "/" + number;
        return new Sent(Topic.PURCHASE_REGISTRATIONS, group, eventId, "purchase-ephedrine-limit", """
                {"eventId": "%s", "source": "network-a", "occurredAt": "%s", "pharmacyId": "PH-1", "regionCode": "500111",
                 "buyer": {"token": "%s"}, "productCode": "%s", "quantity": 3, "channel": "COUNTER"}""".formatted(
                        eventId, nextTime(), group, EPHEDRINE_TABLETS));
    }

    private Sent death(String group, int number) {
        String eventId = group + "/" + number;
        String time = nextTime();
        return new Sent(Topic.ADVERSE_REACTIONS, group, eventId, "adr-death", """
                {"eventId": "%s", "source": "network-a", "occurredAt": "%s", "reportedAt": "%s", "reporterType": "HOSPITAL",
                 "regionCode": "500111", "products": [{"productCode": "%s", "lotNumber": "%s", "role": "SUSPECT"}],
                 "reactions": [{"code": "10002198"}], "seriousness": ["DEATH"], "expectedness": "LISTED"}""".formatted(
                        eventId, time, time, DIGOXIN, group));
    }

    private Sent listing(String group, int number) {
        String eventId = group + "/" + number;
        return new Sent(Topic.ONLINE_SALES, group, eventId, "online-banned", """
                {"eventId": "%s", "source": "network-a", "occurredAt": "%s", "type": "LISTING", "platformId": "PL-1",
                 "sellerId": "%s", "productCode": "%s", "productName": "Digoxin"}""".formatted(
                        eventId, nextTime(), group, DIGOXIN));
    }

    /** A third pharmacy within a day completes it. */
    private Sent hop(String group, int number) {
        String eventId = group + "/" + number;
        String ruleId = number == RECORDS_OF_A_GROUP ? "purchase-ephedrine-hopping" : null;
        return new Sent(Topic.PURCHASE_REGISTRATIONS, group, eventId, ruleId, """
                {"eventId": "%s", "source": "network-a", "occurredAt": "%s", "pharmacyId": "PH-%d", "regionCode": "500111",
                 "buyer": {"token": "%s"}, "productCode": "%s", "quantity": 1, "channel": "COUNTER"}""".formatted(
                        eventId, nextTime(), number, group, EPHEDRINE_TABLETS));
    }

    /** A delisting, then a listing: in order, and judged once stream time has passed. */
    private Sent relisting(String group, int number) {
        String eventId = group + "/" + number;
        boolean again = number == RECORDS_OF_A_GROUP;
        return new Sent(Topic.ONLINE_SALES, group, eventId, again ? "online-relisting" : null, """
                {"eventId": "%s", "source": "network-a", "occurredAt": "%s", "type": "%s", "platformId": "PL-1",
                 "sellerId": "%s", "productCode": "86999999999999", "productName": "unknown to the catalogue"}""".formatted(
                        eventId, nextTime(), again ? "LISTING" : "DELISTING", group));
    }
}
