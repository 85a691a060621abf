package org.medsentry.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The two languages in which people are told, with what goes without saying in each. */
enum Language {
    ZH(List.of("天", "小时", "分钟", "秒"), "是", "否", "、"),
    EN(List.of("day", "h", "min", "s"), "yes", "no", ", ");

    private final List<String> units;
    private final String yes;
    private final String no;
    private final String separator;
    private final Properties labels = new Properties();

    Language(List<String> units, String yes, String no, String separator) {
        this.units = units;
        this.yes = yes;
        this.no = no;
        this.separator = separator;
        String file = "/labels/" + key() + ".properties";
        try (InputStream stream = Language.class.getResourceAsStream(file);
                InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            labels.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    /** Name of the language in rule files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Days, hours, minutes, seconds. */
    String unit(int unit, long count) {
        return this == EN && unit == 0 && count != 1 ? "days" : units.get(unit);
    }

    String truth(boolean value) {
        return value ? yes : no;
    }

    String separator() {
        return separator;
    }

    /** What people call this value of an enum. */
    String label(Enum<?> constant) {
        String key = constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        return labels.getProperty(key, constant.name());
    }

    boolean hasLabel(Enum<?> constant) {
        return labels.containsKey(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }
}
