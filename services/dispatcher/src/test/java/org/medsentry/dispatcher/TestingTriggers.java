package org.medsentry.dispatcher;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.SubjectKey;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.schemas.document.TriggerUnit;
import org.medsentry.schemas.document.UnitReference;
import org.medsentry.schemas.reference.UnitRole;

/** Triggers for tests; each call of a setter changes what the next trigger is. */
public final class TestingTriggers {
    private String alertId = uuid("alert");
    private int revision = 1;
    private int resend;
    private boolean drill;
    private TriggerCause cause = TriggerCause.OPENED;
    private Level level = Level.II;
    private Level previousLevel;
    private String title = "召回批次仍在销售";
    private String productName = "布洛芬缓释胶囊";
    private RegionReference region =
            new RegionReference("500111", "大足区", "Dazu District", List.of("500000", "500100", "500111"));
    private final List<TriggerUnit> units = new ArrayList<>();
    private List<UnitReference> alsoTold = List.of();
    private Instant createdAt = Instant.parse("2026-03-01T01:30:00.125Z");

    public static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public TestingTriggers alert(String name) {
        alertId = uuid(name);
        return this;
    }

    public TestingTriggers revision(int value) {
        revision = value;
        return this;
    }

    public TestingTriggers resend(int value) {
        resend = value;
        return this;
    }

    public TestingTriggers drill() {
        drill = true;
        return this;
    }

    public TestingTriggers climbed(Level from, Level to) {
        cause = TriggerCause.CLIMBED;
        previousLevel = from;
        level = to;
        alsoTold = List.of(new UnitReference("UNIT-500111", name("大足区市场监督管理局"), UnitRole.LEAD));
        return this;
    }

    public TestingTriggers level(Level value) {
        level = value;
        return this;
    }

    public TestingTriggers title(String chinese) {
        title = chinese;
        return this;
    }

    public TestingTriggers productName(String value) {
        productName = value;
        return this;
    }

    public TestingTriggers nowhere() {
        region = null;
        return this;
    }

    public TestingTriggers unit(String id, String... channels) {
        units.add(new TriggerUnit(id, name("单位" + id), UnitRole.LEAD, List.of(channels)));
        return this;
    }

    public TestingTriggers createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    public Trigger build() {
        return new Trigger(
                uuid(alertId + "#" + revision),
                resend,
                drill,
                cause,
                alertId,
                revision,
                null,
                "lot|86900001000012|L1",
                "purchase-recalled-lot",
                level,
                previousLevel,
                new LocalisedText(title, "A recalled lot is still being sold"),
                new LocalisedText("3 次销售 <b>召回</b>批次 & 继续", "3 sales of the recalled lot L1 within 2 days"),
                new SubjectKey("product+lot", "86900001000012|L1"),
                new Subject(
                        "86900001000012",
                        productName,
                        "L1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "R-7",
                        null,
                        null),
                region,
                List.copyOf(units),
                alsoTold,
                Instant.parse("2026-02-27T03:00:00Z"),
                Instant.parse("2026-03-01T01:29:00Z"),
                Instant.parse("2026-03-01T01:20:00Z"),
                3,
                createdAt);
    }

    private static LocalisedText name(String chinese) {
        return new LocalisedText(chinese, "Unit " + chinese.hashCode());
    }
}
