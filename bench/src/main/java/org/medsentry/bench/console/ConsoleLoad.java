package org.medsentry.bench.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.medsentry.rules.DefaultRules;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.AlertStatus;
import org.medsentry.schemas.document.Evidence;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.reference.DefaultCatalogue;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Region;

/** Alerts of half a year, of all shipped rules, products and counties, most of them closed; the same for the same number. */
final class ConsoleLoad {

    private static final long SEED = 20_261_123;
    private static final Duration SPREAD = Duration.ofDays(180);
    private static final int EVIDENCE = 5;

    private final Random random = new Random(SEED);
    private final Instant end;
    private final List<String> rules = DefaultRules.files().keySet().stream()
            .map(file -> file.replace(".yaml", ""))
            .toList();
    private final List<Product> products = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();

    ConsoleLoad(Instant end) {
        this.end = end;
        DefaultCatalogue.rows(Topic.PRODUCTS).forEach(row -> products.add((Product) row));
        DefaultCatalogue.rows(Topic.REGIONS).forEach(row -> {
            Region region = (Region) row;
            if (region.parent() != null && !region.code().endsWith("00")) {
                regions.add(region);
            }
        });
    }

    static String id(int number) {
        return UUID.nameUUIDFromBytes(("console load " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Numbers ascend in time. */
    Alert alert(int number, int of) {
        Product product = products.get(random.nextInt(products.size()));
        Region region = regions.get(random.nextInt(regions.size()));
        String ruleId = rules.get(random.nextInt(rules.size()));
        Level level = level();
        Instant raised = end.minus(SPREAD).plusMillis(SPREAD.toMillis() / of * number);
        String lot = "L" + random.nextInt(5000);
        List<Evidence> evidence = new ArrayList<>();
        for (int record = 0; record < EVIDENCE; record++) {
            evidence.add(new Evidence(
                    Stream.PURCHASE_REGISTRATIONS.id(),
                    "chain-" + random.nextInt(50),
                    "event-" + number + "-" + record,
                    raised,
                    "receipt-" + number,
                    "pharmacy-" + random.nextInt(3000),
                    null,
                    null,
                    null));
        }
        return new Alert(
                id(number),
                1 + random.nextInt(5),
                ruleId,
                1,
                new LocalisedText("预警 " + ruleId, "Alert of " + ruleId),
                level,
                level.rank(),
                status(number, of),
                new SubjectKey("product+lot", product.productCode() + "|" + lot),
                new Subject(
                        product.productCode(),
                        product.nameZh(),
                        lot,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new RegionReference(
                        region.code(),
                        region.nameZh(),
                        region.nameEn(),
                        List.of(region.code().substring(0, 2) + "0000", region.parent(), region.code())),
                List.of(Stream.PURCHASE_REGISTRATIONS.id()),
                List.of(),
                raised,
                raised,
                raised,
                raised.plusSeconds(random.nextInt(7200)),
                raised,
                (double) random.nextInt(100),
                10.0,
                20.0,
                null,
                "P1D",
                new LocalisedText(
                        region.nameZh() + " 的 " + product.nameZh() + " 出现异常，观察值高于阈值。",
                        product.nameEn() + " in " + region.nameEn() + " is above its threshold."),
                evidence,
                EVIDENCE,
                1,
                List.of(),
                null,
                "productCode=" + product.productCode(),
                false,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private Level level() {
        int hundredth = random.nextInt(100);
        return hundredth < 60 ? Level.IV : hundredth < 88 ? Level.III : hundredth < 98 ? Level.II : Level.I;
    }

    /** What is old is closed. */
    private AlertStatus status(int number, int of) {
        if (number < of * 0.9) {
            return random.nextInt(4) == 0 ? AlertStatus.DISMISSED : AlertStatus.RESOLVED;
        }
        return AlertStatus.values()[random.nextInt(3)];
    }
}
