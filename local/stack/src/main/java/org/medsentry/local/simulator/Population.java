package org.medsentry.local.simulator;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medsentry.schemas.event.Sex;

/**
 * The people of the counties. A person follows from a number alone, so that millions take no memory; the people of scenarios
 * have identity numbers that nobody else has.
 */
final class Population {

    /** People around one pharmacy. */
    static final int CATCHMENT = 3_000;

    private static final long PURPOSE = 0x7065;
    private static final int FIRST_ORDINAL_OF_ACTORS = 900;
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁";
    private static final String GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉华红梅鑫波辉玲建国春燕晨宇轩涵子欣怡佳琪浩然思远";
    private static final int[] MOBILE_PREFIXES = {130, 133, 135, 136, 138, 139, 150, 151, 158, 159, 177, 180, 186, 189};

    private final SimulationSettings settings;
    private final List<String> counties;
    private final int yearOfStart;
    private final Map<String, Person> actors = new LinkedHashMap<>();

    /** @param counties where people live */
    Population(SimulationSettings settings, List<String> counties) {
        this.settings = settings;
        this.counties = counties;
        this.yearOfStart = settings.start().atZone(settings.zone()).getYear();
    }

    /** The person with this number near a pharmacy of this county; a few live in another. */
    Person person(long number, String county) {
        SeededRandom random = SeededRandom.of(settings.seed(), PURPOSE, number);
        String home = random.chance(0.07) ? random.pick(counties) : county;
        return person(random, home, false);
    }

    /** A person of this county whom only the caller knows. */
    Person actor(SeededRandom random, String county) {
        Person person = person(random, county, true);
        while (actors.putIfAbsent(person.idNumber(), person) != null) {
            person = person(random, county, true);
        }
        return person;
    }

    /** Everybody that {@link #actor} made, in that order. */
    Collection<Person> actors() {
        return actors.values();
    }

    private Person person(SeededRandom random, String county, boolean actor) {
        Sex sex = random.chance(0.55) ? Sex.F : Sex.M;
        int age = random.chance(0.12) ? random.between(1, 17) : random.between(18, 88);
        LocalDate birth = LocalDate.ofYearDay(yearOfStart - age, random.between(1, 365));
        int pairs = actor ? (1000 - FIRST_ORDINAL_OF_ACTORS) / 2 : FIRST_ORDINAL_OF_ACTORS / 2;
        int ordinal = (actor ? FIRST_ORDINAL_OF_ACTORS : 0) + 2 * random.below(pairs) + (sex == Sex.M ? 1 : 0);
        String birthPlace = random.chance(0.85) ? county : random.pick(counties);
        String idNumber = IdentityNumbers.of(birthPlace, birth, ordinal);
        String residence = random.chance(0.4) ? county + Digits.of(random.between(1, 12), 3) : county;
        return new Person(
                idNumber,
                "tk-" + Long.toHexString(SeededRandom.mix(settings.seed(), idNumber.hashCode())),
                MOBILE_PREFIXES[random.below(MOBILE_PREFIXES.length)] + Digits.of(random.below(100_000_000), 8),
                name(random),
                birth.getYear(),
                sex,
                county,
                residence);
    }

    private static String name(SeededRandom random) {
        StringBuilder name = new StringBuilder(3).append(SURNAMES.charAt(random.below(SURNAMES.length())));
        name.append(GIVEN.charAt(random.below(GIVEN.length())));
        if (random.chance(0.7)) {
            name.append(GIVEN.charAt(random.below(GIVEN.length())));
        }
        return name.toString();
    }
}
