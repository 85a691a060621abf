package org.medsentry.rules;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.ReportedProduct;
import org.medsentry.schemas.reference.Licence;
import org.medsentry.schemas.reference.Product;
import org.medsentry.schemas.reference.Recall;

/** Seeded facts of few different values, so that equal ones meet often; about a third of what can be missing is. */
final class RandomFacts {

    private static final String[] TEXTS = {"L1", "L2", "500111", "", "x", "药片", "86900000000017", "12", "示例 example"};
    private static final double[] NUMBERS = {0.0, 12.5, 37.0, 37.29, 37.3, 41.0, 99.99, -3.5};

    private final Random random;

    RandomFacts(Random random) {
        this.random = random;
    }

    Facts next(Stream stream) {
        return switch (stream) {
            case PURCHASE_REGISTRATIONS ->
                Facts.purchase(record(PurchaseRegistration.class), maybe(Product.class), maybe(Recall.class));
            case ONLINE_SALES ->
                Facts.onlineSale(
                        record(OnlineSale.class), maybe(Product.class), maybe(Recall.class), maybe(Licence.class));
            case ADVERSE_REACTIONS ->
                Facts.suspect(record(AdverseReaction.class), record(ReportedProduct.class), maybe(Product.class));
        };
    }

    private <T> T maybe(Class<T> type) {
        return random.nextInt(4) == 0 ? null : record(type);
    }

    private <T> T record(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getGenericType(), true))
                    .toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Object value(Type type, boolean optional) {
        if (type instanceof ParameterizedType list) {
            List<Object> elements = new ArrayList<>();
            for (int count = random.nextInt(4); count > 0; count--) {
                elements.add(value(list.getActualTypeArguments()[0], false));
            }
            return elements;
        }
        Class<?> plain = (Class<?>) type;
        if (optional && !plain.isPrimitive() && random.nextInt(3) == 0) {
            return null;
        }
        if (plain == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (plain == Instant.class) {
            return Instant.parse("2026-01-15T00:00:00Z").plusSeconds(random.nextInt(5) * 43_200L - 86_400);
        }
        if (plain == int.class || plain == Integer.class) {
            return random.nextInt(5) + 1;
        }
        if (plain == double.class || plain == Double.class) {
            return NUMBERS[random.nextInt(NUMBERS.length)];
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return random.nextBoolean();
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return record(plain);
    }
}
