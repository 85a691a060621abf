package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.event.Symptom;
import org.medsentry.schemas.reference.Category;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** What conditions mean, above all where something is missing. */
class ExpressionTest {

    private final TestingPurchase purchase = new TestingPurchase();
    private final TestingProduct product = new TestingProduct();
    private final Frame frame = new Frame();
    private boolean matched = true;

    private Object value(String text) {
        Map<String, Typed> parameters = Map.of(
                "packages", Typed.constant(2L, ValueType.INT),
                "limit", Typed.constant(Duration.ofHours(24), ValueType.DURATION));
        ExpressionScope scope =
                new ExpressionScope(Vocabulary.of(RuleStream.PURCHASE_REGISTRATIONS, Each.RECORD), parameters);
        Problems problems = new Problems("test.yaml");
        TextPlaces places = new TextPlaces(text.codePoints().toArray(), 0, ScalarStyle.PLAIN, text);
        Expression expression = scope.compile(new SourceText(text, places, 0), problems)
                .orElseThrow(() -> new AssertionError(problems.exception()));
        frame.facts = Facts.purchase(purchase.build(), matched ? product.build() : null, null);
        frame.fault = null;
        frame.reserve(scope.slots());
        return Words.plain(expression.typed()).node().value(frame);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            nullValues = "unknown",
            value = {
                "event.prescriptionId == 'x', unknown",
                "event.prescriptionId != 'x', unknown",
                "!(event.prescriptionId == 'x'), unknown",
                "true || event.prescriptionId == 'x', true",
                "event.prescriptionId == 'x' || true, true",
                "false && event.prescriptionId == 'x', false",
                "event.prescriptionId == 'x' && false, false",
                "true && event.prescriptionId == 'x', unknown",
                "false || event.prescriptionId == 'x', unknown",
                "event.prescriptionId == 'x' ? true : true, unknown",
                "has(event.prescriptionId) ? event.prescriptionId == 'x' : false, false",
                "has(event.prescriptionId), false",
                "has(event.lotNumber), true",
                "has(event.buyer.temperatureC), false",
                "has(recall.recallId), false",
                "!has(recall.recallId), true",
                "recall.class == 1, unknown",
                "recall.class == 1 || event.quantity == 1, true",
                "event.buyer.temperatureC > 37.0, unknown",
                "event.buyer.birthYear < 2000, true",
                "size(event.buyer.symptoms) == 0, true",
                "'FEVER' in event.buyer.symptoms, false",
                "event.buyer.symptoms.all(s | s == 'FEVER'), true",
                "event.buyer.symptoms.exists(s | s == 'FEVER'), false",
                "event.buyer.symptoms[0] == 'FEVER', unknown",
                "event.quantity / 0 == 1, unknown",
                "event.quantity / 0 == 1 || true, true",
                "event.channel == 'COUNTER', true",
                "event.channel != 'COUNTER', false",
                "event.channel in ['DELIVERY' | 'COUNTER'], true",
                "event.channel.startsWith('COUNT'), true",
                "event.channel == 'COUN' + 'TER', true",
                "event.channel > 'A', true",
                "size(event.channel) == 7, true",
                "event.quantity > parameters.packages, false",
                "event.occurredAt - event.occurredAt < parameters.limit, true",
                "event.occurredAt + parameters.limit > event.occurredAt, true",
                "event.lotNumber.matches('^L[0-9]$'), true",
                "event.regionCode.startsWith('50') && event.regionCode.endsWith('11'), true",
                "event.unitPrice * 2.0 == 25.0, true",
                "double(event.quantity) * 1.5 > 1.4, true",
                "event.occurredAt.getHours('Asia/Shanghai') == 10, true",
                "hours(parameters.limit) == 24.0 && days(parameters.limit) == 1.0, true",
                "string(event.quantity) == '1', true",
                "-event.quantity == -1, true",
                "event.quantity % 2 == 1, true",
                "has(parameters.packages), true",
            })
    void truth(String condition, Boolean expected) {
        assertThat(value(condition.replace(" |", ",").replace(",|", "||"))).isEqualTo(expected);
    }

    @Test
    void aRecordThatIsMissingHasNoFields() {
        matched = false;
        product.categories = List.of(Category.ANTIVIRAL);
        assertThat(value("size(product.categories) > 0")).isNull();
        assertThat(value("product.prescriptionOnly")).isNull();
        assertThat(value("has(product.nameEn)")).isEqualTo(false);
        assertThat(value("'ANTIVIRAL' in product.categories || !has(product.productCode)"))
                .isEqualTo(true);
        matched = true;
        assertThat(value("size(product.categories) > 0")).isEqualTo(true);
    }

    @Test
    void listMacrosOverEnums() {
        purchase.symptoms = List.of(Symptom.COUGH, Symptom.FEVER, Symptom.RASH);
        assertThat(value("event.buyer.symptoms.exists(s, s == 'FEVER')")).isEqualTo(true);
        assertThat(value("event.buyer.symptoms.exists_one(s, s in ['FEVER', 'OTHER'])"))
                .isEqualTo(true);
        assertThat(value("event.buyer.symptoms.filter(s, s != 'FEVER')")).isEqualTo(List.of("COUGH", "RASH"));
        assertThat(value("event.buyer.symptoms.map(s, s + '!')")).isEqualTo(List.of("COUGH!", "FEVER!", "RASH!"));
        assertThat(value("event.buyer.symptoms[2]")).isEqualTo("RASH");
        assertThat(value("event.buyer.symptoms + ['OTHER']")).isEqualTo(List.of("COUGH", "FEVER", "RASH", "OTHER"));
        assertThat(value("event.buyer.symptoms == ['COUGH', 'FEVER', 'RASH']")).isEqualTo(true);
        assertThat(value("event.buyer.symptoms.all(s, event.buyer.symptoms.exists(t, s == t))"))
                .isEqualTo(true);
    }

    @Test
    void aFaultIsNoMissingValue() {
        value("event.prescriptionId == 'x'");
        assertThat(frame.fault).isNull();
        value("event.quantity / 0 == 1");
        assertThat(frame.fault).isEqualTo("/ by zero");
        value("event.quantity + 9223372036854775807 > 0");
        assertThat(frame.fault).isEqualTo("long overflow");
        value("event.buyer.symptoms[3] == 'FEVER'");
        assertThat(frame.fault).isEqualTo("no element 3 in a list of 0");
        value("int(event.lotNumber) == 1");
        assertThat(frame.fault).isNotNull();
        value("event.occurredAt + duration('9000000h') > event.occurredAt");
        assertThat(frame.fault).isNull();
        value("event.occurredAt + duration('80000000h') > event.occurredAt");
        assertThat(frame.fault).isEqualTo("time out of range");
    }

    @Test
    void textsAndListsDoNotGrowWithoutEnd() {
        purchase.eventId = "x".repeat(60_000);
        value("size(event.eventId + event.eventId + event.eventId)");
        assertThat(frame.fault).isNull();
        assertThat(value("size(event.eventId + event.eventId + event.eventId + event.eventId)"))
                .isNull();
        assertThat(frame.fault).isEqualTo("text too long");
    }

    @Test
    void spacesMeanNothing() {
        assertThat(Expression.normalised(" a  +\n b == 'x  y' ? \"it's  \" : c in d"))
                .isEqualTo("a+b=='x  y'?\"it's  \":c in d");
        assertThat(Expression.normalised("'a\\'  b' + c")).isEqualTo("'a\\'  b'+c");
    }
}
