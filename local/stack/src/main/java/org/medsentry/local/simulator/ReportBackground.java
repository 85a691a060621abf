package org.medsentry.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.medsentry.schemas.event.Expectedness;
import org.medsentry.schemas.event.Outcome;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReporterType;
import org.medsentry.schemas.event.Seriousness;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.RiskClass;

/** The reports of ordinary months: mild and known reactions, mostly in time, some followed up, a few withdrawn. */
final class ReportBackground {

    private static final long PURPOSE = 0x4164;
    private static final long PATIENTS = 3_000_000_000L;
    private static final int PATIENT_COUNT = 500_000;
    private static final double[] REPORTERS = {.7, .14, .05, .09, .02};
    private static final ReporterType[] REPORTER_TYPES = {
        ReporterType.HOSPITAL,
        ReporterType.MAH,
        ReporterType.PHARMACY,
        ReporterType.VACCINATION_SITE,
        ReporterType.INDIVIDUAL
    };
    private static final double DEATHS = .001;
    private static final double LATE = .008;
    private static final double FOLLOWED_UP = .08;
    private static final double WITHDRAWN = .006;

    private final World world;
    private final List<Product> vaccines;
    private final List<Product> others;

    ReportBackground(World world) {
        this.world = world;
        List<Product> reported = world.assortment().reported();
        List<Product> given = reported.stream()
                .filter(product -> product.riskClasses().contains(RiskClass.VACCINE))
                .toList();
        this.vaccines = given.isEmpty() ? reported : given;
        this.others = reported.stream()
                .filter(product -> !product.riskClasses().contains(RiskClass.VACCINE))
                .toList();
    }

    void generate(Slot slot, Consumer<Outgoing> sink) {
        SeededRandom random = world.random(PURPOSE, slot.index());
        int reports = random.poisson(world.settings().reportsPerDay() * slot.share(DailyRhythm.REPORTING));
        for (int i = 0; i < reports; i++) {
            report(slot, i, random, sink);
        }
    }

    private void report(Slot slot, int number, SeededRandom random, Consumer<Outgoing> sink) {
        String county = random.pick(world.landscape().counties());
        ReportDraft draft = new ReportDraft("ADR-" + slot.eventId(number), source(county), county);
        draft.reporterType = REPORTER_TYPES[random.weighted(REPORTERS)];
        boolean vaccine = draft.reporterType == ReporterType.VACCINATION_SITE;
        Product product = random.pick(vaccine || others.isEmpty() ? vaccines : others);
        draft.reporterId = reporterId(draft.reporterType, county, product, random);
        draft.suspect(product, random.chance(.75) ? world.packaging().hospitalLot(product, random) : null);
        if (random.chance(.15) && !others.isEmpty()) {
            draft.medicines.add(new ReportDraft.Medicine(random.pick(others), null, ProductRole.CONCOMITANT));
        }
        fillSeverity(draft, random);
        fillTimes(draft, slot.anySecond(random), random);
        fillPatient(draft, county, random);
        sink.accept(world.finish(draft));
        followUp(draft, random, sink);
    }

    /** The provincial centre that passes reports on. */
    static String source(String county) {
        return "adr-centre-" + county.substring(0, 2);
    }

    private static String reporterId(ReporterType type, String county, Product product, SeededRandom random) {
        return switch (type) {
            case HOSPITAL -> "HOSPITAL-" + county + "-" + random.between(1, 6);
            case MAH -> product.manufacturerId();
            case PHARMACY -> "PH-" + county + "-%03d".formatted(random.between(1, 5));
            case VACCINATION_SITE -> "SITE-" + county + "-" + random.between(1, 9);
            case INDIVIDUAL -> null;
        };
    }

    private static void fillSeverity(ReportDraft draft, SeededRandom random) {
        if (random.chance(DEATHS)) {
            draft.seriousness = EnumSet.of(Seriousness.DEATH);
            draft.outcome = Outcome.FATAL;
            draft.reactions.add(random.pick(Reaction.SEVERE));
            return;
        }
        boolean serious = random.chance(.07);
        if (serious) {
            double[] kinds = {.05, .6, .05, .3};
            Seriousness kind = List.of(
                            Seriousness.LIFE_THREATENING,
                            Seriousness.HOSPITALISATION,
                            Seriousness.DISABILITY,
                            Seriousness.OTHER_IMPORTANT)
                    .get(random.weighted(kinds));
            draft.seriousness = EnumSet.of(kind);
        }
        draft.reactions.add(random.pick(serious ? Reaction.SEVERE : Reaction.MILD));
        if (random.chance(.3)) {
            Reaction second = random.pick(Reaction.MILD);
            if (!draft.reactions.contains(second)) {
                draft.reactions.add(second);
            }
        }
        if (random.chance(serious ? .03 : .05)) {
            draft.expectedness = Expectedness.UNLISTED;
        } else if (random.chance(.1)) {
            draft.expectedness = Expectedness.UNKNOWN;
        }
        draft.outcome = random.pick(List.of(Outcome.RECOVERED, Outcome.RECOVERED, Outcome.RECOVERING, Outcome.UNKNOWN));
    }

    /** Known at once or after a while, and from then on within the limit. */
    private static void fillTimes(ReportDraft draft, Instant reportedAt, SeededRandom random) {
        long limit = draft.limit().toSeconds();
        long taken = random.chance(LATE)
                ? limit + random.between(3_600L, 10 * 86_400L)
                : random.between(limit / 24, limit * 9 / 10);
        Instant clockStart = reportedAt.minusSeconds(taken);
        draft.reportedAt = reportedAt;
        draft.sentAt = reportedAt.plusSeconds(random.between(1, 90));
        if (random.chance(.7)) {
            draft.awareAt = clockStart;
            draft.occurredAt = clockStart.minusSeconds(
                    random.between(0L, Duration.ofDays(20).toSeconds()));
        } else {
            draft.occurredAt = clockStart;
        }
    }

    private void fillPatient(ReportDraft draft, String county, SeededRandom random) {
        if (random.chance(.1)) {
            return;
        }
        draft.patient = world.population().person(PATIENTS + random.below(PATIENT_COUNT), county);
        draft.patientNamed = random.chance(.65);
        draft.weightKg = random.chance(.5) ? random.between(90, 950) / 10.0 : null;
    }

    private void followUp(ReportDraft first, SeededRandom random, Consumer<Outgoing> sink) {
        boolean withdrawn = first.seriousness.isEmpty() && random.chance(WITHDRAWN);
        if (!withdrawn && !random.chance(FOLLOWED_UP)) {
            return;
        }
        Instant reportedAt = first.reportedAt.plusSeconds(random.between(6 * 3_600L, 12 * 86_400L));
        if (!reportedAt.isBefore(world.settings().end())) {
            return;
        }
        first.version = 2;
        first.nullified = withdrawn;
        first.reportedAt = reportedAt;
        first.sentAt = reportedAt.plusSeconds(random.between(1, 90));
        if (first.outcome == Outcome.UNKNOWN || first.outcome == Outcome.RECOVERING) {
            first.outcome = Outcome.RECOVERED;
        }
        sink.accept(world.finish(first));
    }
}
