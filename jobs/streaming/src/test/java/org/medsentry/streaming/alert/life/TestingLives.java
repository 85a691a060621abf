package org.medsentry.streaming.alert.life;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.medsentry.schemas.document.ActionType;
import org.medsentry.schemas.document.ActorRole;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertAction;
import org.medsentry.schemas.document.DeliveryState;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.SubjectKey;

/** Random lives of the alerts of several cases, each step followed by all that must hold. */
final class TestingLives {

    private static final String GROUP = "adr-group-event";
    private static final String LOT = "adr-lot-cluster";
    private static final List<String> PLACES =
            List.of("500111", "500112", "500100", "500000", "510104", "510000", "000000");

    /** Closed alerts are forgotten so soon that not every alert is a successor. */
    private static final LifeSettings SETTINGS =
            new LifeSettings(true, Level.III, TestingCase.SETTINGS.escalationTimes(), Duration.ofMinutes(200));

    private final Random random;
    private final Silences silences = new Silences();
    private final Map<String, TestingCase> cases = new HashMap<>();
    private final Map<String, TestingInvariants> invariants = new HashMap<>();
    private final List<RoutedSignal> subjects = new ArrayList<>();
    private final List<ResolvedAction> acted = new ArrayList<>();
    private final Map<String, Silence> known = new HashMap<>();
    private final Map<String, Integer> summary = new TreeMap<>();
    private int minute = 1;

    TestingLives(long seed) {
        random = new Random(seed);
        for (String product : List.of("86900000000017", "86900000000029")) {
            for (String place : PLACES) {
                subjects.add(subject(GROUP, level(place), product + "|" + place, product, Level.IV));
            }
            subjects.add(subject(LOT, "product+lot", product + "|L1", product, Level.IV));
            subjects.add(subject(LOT, "product+lot", product + "|L2", product, Level.IV));
        }
        subjects.add(subject("online-banned", "seller", "S1", null, Level.IV));
    }

    private static String level(String place) {
        if (place.equals("000000")) {
            return "product+nation";
        }
        return place.endsWith("0000") ? "product+province" : place.endsWith("00") ? "product+city" : "product+county";
    }

    private RoutedSignal subject(String rule, String keyType, String key, String caseKey, Level level) {
        String place = key.contains("|") && !key.contains("L") ? key.substring(key.indexOf('|') + 1) : "500111";
        return TestingSignals.of(
                rule,
                new SubjectKey(keyType, key),
                caseKey,
                rule.equals(GROUP) ? List.of(LOT) : List.of(),
                minute,
                level,
                place);
    }

    /** Whatever comes next, and all that must hold after it. */
    void next() throws Exception {
        if (random.nextInt(4) == 0) {
            minute += random.nextInt(random.nextInt(50) == 0 ? 2_000 : 10);
        }
        for (TestingCase testing : cases.values()) {
            testing.wakeUntil(now());
            testing.closed.values().removeIf(closed -> closed.forgetAt().isBefore(now()));
        }
        RoutedSignal subject = subjects.get(random.nextInt(subjects.size()));
        int dice = random.nextInt(100);
        if (dice < 45) {
            evidence(subject);
        } else if (dice < 96) {
            act(subject);
        } else {
            silence(subject);
        }
        for (Map.Entry<String, TestingInvariants> one : invariants.entrySet()) {
            one.getValue().check(now(), silences);
        }
    }

    private Instant now() {
        return TestingSignals.START.plusSeconds(60L * minute).plusMillis(250);
    }

    private TestingCase of(RoutedSignal subject) {
        return cases.computeIfAbsent(subject.caseKey(), key -> {
            TestingCase testing = new TestingCase(SETTINGS, silences);
            invariants.put(key, new TestingInvariants(testing));
            return testing;
        });
    }

    private void evidence(RoutedSignal subject) throws Exception {
        Level level = Level.values()[Math.max(0, random.nextInt(10) - 6)];
        SubjectKey key = subject.signal().key();
        of(subject)
                .life
                .evidence(
                        subject(
                                subject.signal().ruleId(),
                                key.type(),
                                key.value(),
                                subject.signal().caseKey(),
                                level),
                        now());
    }

    private void act(RoutedSignal subject) throws Exception {
        TestingCase testing = of(subject);
        ResolvedAction resolved;
        if (!acted.isEmpty() && random.nextInt(10) == 0) {
            resolved = acted.get(random.nextInt(acted.size()));
        } else {
            AlertAction action = action(testing, alertId(testing, subject));
            resolved = new ResolvedAction(subject.caseKey(), subject.alertKey(), action);
            acted.add(resolved);
        }
        TestingCase addressed = cases.get(resolved.caseKey());
        int before = addressed.results.size();
        addressed.life.act(resolved, now());
        if (addressed.results.size() > before) {
            count(resolved.action().action() + " "
                    + addressed.results.get(addressed.results.size() - 1).status());
        } else {
            count("repeated");
        }
    }

    private String alertId(TestingCase testing, RoutedSignal subject) {
        OpenAlert open = testing.open.get(subject.alertKey());
        ClosedAlert closed = testing.closed.get(subject.alertKey());
        if (open != null && random.nextInt(20) > 0) {
            return open.alert().alertId();
        }
        return closed != null ? closed.alertId() : "11111111-1111-1111-1111-111111111111";
    }

    private AlertAction action(TestingCase testing, String alertId) {
        ActionType type = ActionType.values()[random.nextInt(ActionType.values().length)];
        if (type == ActionType.DELIVERY || type == ActionType.WITHHOLD) {
            if (random.nextBoolean()) {
                DeliveryState state = DeliveryState.values()[random.nextInt(DeliveryState.values().length)];
                String trigger = "trigger-" + random.nextInt(5);
                return TestingActions.delivery(
                        alertId, TestingActions.delivery(trigger, alertId, state, random.nextInt(3), now()));
            }
            return TestingActions.of(type, alertId);
        }
        ActorRole role = random.nextInt(3) > 0
                ? ActorRole.DUTY_OFFICER
                : ActorRole.values()[random.nextInt(ActorRole.values().length)];
        return TestingActions.of(type, alertId, role, Level.values()[random.nextInt(3)]);
    }

    private void silence(RoutedSignal subject) throws Exception {
        known.values().removeIf(silence -> silence.isOver(now()) && random.nextInt(5) > 0);
        AlertAction order = random.nextInt(3) > 0 || known.isEmpty()
                ? TestingActions.silence(
                        subject.signal().ruleId(),
                        random.nextBoolean()
                                ? null
                                : subject.signal().key().value().substring(0, 2) + "*",
                        now().plusSeconds(60L * (random.nextInt(60) - 5)),
                        ActorRole.ADMINISTRATOR,
                        "a reason")
                : TestingActions.unsilence(List.copyOf(known.keySet()).get(random.nextInt(known.size())));
        SilenceRegister.Decision decision =
                SilenceRegister.decide(order, order.silenceId() == null ? null : known.get(order.silenceId()), now());
        count(order.action() + " " + decision.result().status());
        if (decision.silence() == null) {
            return;
        }
        known.put(decision.silence().silenceId(), decision.silence());
        silences.apply(decision.silence(), now());
        for (TestingCase testing : cases.values()) {
            testing.life.silenced(decision.silence(), now());
        }
    }

    private void count(String what) {
        summary.merge(what, 1, Integer::sum);
    }

    Map<String, Integer> summary() {
        for (TestingCase testing : cases.values()) {
            testing.triggers.forEach(trigger -> count("trigger " + trigger.cause()));
            testing.alerts.stream().filter(alert -> alert.inhibitedBy() != null).forEach(alert -> count("inhibited"));
            testing.alerts.stream()
                    .filter(alert -> alert.silencedUntil() != null)
                    .forEach(alert -> count("silenced"));
            testing.alerts.stream().map(Alert::status).forEach(status -> count("status " + status));
        }
        return summary;
    }
}
