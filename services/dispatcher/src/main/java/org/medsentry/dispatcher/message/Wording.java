package org.medsentry.dispatcher.message;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.medsentry.schemas.codec.DefaultZone;
import org.medsentry.schemas.document.LocalisedText;
import org.medsentry.schemas.document.RegionReference;
import org.medsentry.schemas.document.Subject;
import org.medsentry.schemas.document.Trigger;
import org.medsentry.schemas.document.TriggerCause;
import org.medsentry.schemas.document.UnitReference;

/** What a trigger says to people, in Chinese and in English. A drill says so before anything else. The key is left out: it may stand for a person. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(DefaultZone.SHANGHAI);

    private Wording() {}

    /** One line: drill, level, what happened, title. */
    static LocalisedText headline(Trigger trigger) {
        LevelStyle style = LevelStyle.of(trigger.level());
        LocalisedText cause = cause(trigger);
        return new LocalisedText(
                (trigger.drill() ? "【演练】" : "") + "【" + style.chinese() + "】" + cause.zh() + "："
                        + trigger.title().zh(),
                (trigger.drill() ? "DRILL – " : "") + style.english() + " – " + cause.en() + ": "
                        + trigger.title().en());
    }

    static LocalisedText cause(Trigger trigger) {
        TriggerCause cause = trigger.cause();
        return switch (cause) {
            case OPENED -> new LocalisedText("新预警", "New alert");
            case CLIMBED ->
                new LocalisedText(
                        trigger.previousLevel() == null
                                ? "预警升级"
                                : "预警由" + number(trigger.previousLevel().name()) + "级升级",
                        trigger.previousLevel() == null
                                ? "Alert raised"
                                : "Alert raised from level " + trigger.previousLevel());
            case ESCALATED -> new LocalisedText("逾期未确认，上报", "Escalated, not acknowledged in time");
            case SUCCEEDED -> new LocalisedText("已关闭预警再现", "New evidence after a closed alert");
        };
    }

    private static String number(String level) {
        return switch (level) {
            case "I" -> "Ⅰ";
            case "II" -> "Ⅱ";
            case "III" -> "Ⅲ";
            default -> "Ⅳ";
        };
    }

    static LocalisedText region(RegionReference region) {
        if (region == null) {
            return new LocalisedText("全国", "Nationwide");
        }
        String code = region.code();
        return new LocalisedText(
                region.nameZh() == null ? code : region.nameZh(), region.nameEn() == null ? code : region.nameEn());
    }

    /** Product, lot and the like on one line; empty if there are none. */
    static String subject(Subject subject) {
        if (subject == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (String part : new String[] {
            subject.productName() == null ? subject.productCode() : subject.productName(),
            subject.lotNumber(),
            subject.category(),
            subject.reactionTerm(),
            subject.sellerId(),
            subject.pharmacyId(),
            subject.recallId()
        }) {
            if (part != null) {
                parts.add(part);
            }
        }
        return String.join(" · ", parts);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static LocalisedText alsoTold(Trigger trigger) {
        return new LocalisedText(
                trigger.alsoTold().stream()
                        .map(UnitReference::name)
                        .map(LocalisedText::zh)
                        .collect(Collectors.joining("、")),
                trigger.alsoTold().stream()
                        .map(UnitReference::name)
                        .map(LocalisedText::en)
                        .collect(Collectors.joining("; ")));
    }

    /** What happened, where, when, to what: label and value in turn, Chinese or English. */
    static List<String[]> facts(Trigger trigger, boolean chinese) {
        List<String[]> facts = new ArrayList<>();
        LocalisedText region = region(trigger.region());
        facts.add(chinese ? fact("地区", region.zh()) : fact("Region", region.en()));
        String subject = subject(trigger.subject());
        if (!subject.isEmpty()) {
            facts.add(fact(chinese ? "对象" : "Subject", subject));
        }
        String span = time(trigger.firstEventAt()) + " – " + time(trigger.lastEventAt());
        facts.add(fact(chinese ? "时间" : "Events", span));
        facts.add(fact(chinese ? "证据" : "Evidence", trigger.evidenceCount() + (chinese ? " 条" : " records")));
        LocalisedText told = alsoTold(trigger);
        if (!told.zh().isEmpty()) {
            facts.add(chinese ? fact("此前已告知", told.zh()) : fact("Told before", told.en()));
        }
        return facts;
    }

    private static String[] fact(String label, String value) {
        return new String[] {label, value};
    }
}
