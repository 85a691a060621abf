package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a file is said with the line and column where its author wrote it. */
class RuleFileTest {

    private static List<String> problems(String yaml) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFile.parse("test.yaml", yaml));
        if (refused == null) {
            return List.of();
        }
        assertThat(refused.getMessage()).startsWith("test.yaml:");
        return refused.problems().stream()
                .map(problem -> problem.toString().substring("test.yaml:".length()))
                .toList();
    }

    @Test
    void aGoodFile() throws RuleException {
        Rule rule = RuleFile.parse("test.yaml", TestingFiles.PATTERN);
        assertThat(rule.id()).isEqualTo("test-rule");
        assertThat(rule.version()).isEqualTo(1);
        assertThat(rule.kind()).isEqualTo(RuleKind.PATTERN);
        assertThat(rule.stream()).isEqualTo(RuleStream.PURCHASE_REGISTRATIONS);
        assertThat(rule.title().en()).isEqualTo("Title");
        assertThat(rule.source()).isNull();
        assertThat(RuleFile.parse("test.yaml", TestingFiles.MODIFIER).kind()).isEqualTo(RuleKind.MODIFIER);
        assertThat(problems(TestingFiles.REPORT)).isEmpty();
    }

    @Test
    void aFileWithAByteOrderMarkOrWindowsLineEnds() {
        assertThat(problems("\uFEFF" + TestingFiles.PATTERN)).isEmpty();
        assertThat(problems(TestingFiles.PATTERN.replace("\n", "\r\n"))).isEmpty();
        assertThat(problems(TestingFiles.when("event.quantty > 1").replace("\n", "\r\n")))
                .containsExactly("12:17: unknown field 'quantty', did you mean 'quantity'?");
    }

    @Test
    void unknownKeys() {
        assertThat(problems(TestingFiles.pattern("level: III\n", "level: III\nlevle: II\n")))
                .containsExactly("7:1: unknown key 'levle' in a rule, did you mean 'level'?");
        assertThat(problems(TestingFiles.pattern("  - id: sale\n", "  - id: sale\n    within: 72 h\n")))
                .containsExactly("12:5: unknown key 'within' in a step");
        assertThat(problems(TestingFiles.pattern("type: buyer,", "type: buyer, vlaue: 1,")))
                .containsExactly("9:20: unknown key 'vlaue' in 'key', did you mean 'value'?");
        assertThat(problems(TestingFiles.modifier("raise: 1\n", "raise: 1\ntopic: PURCHASE\n")))
                .containsExactly("8:1: unknown key 'topic' in a rule");
    }

    @Test
    void missingKeysAreAllNamedAtOnce() {
        assertThat(problems("kind: pattern\nstream: online-sales\n"))
                .containsExactly(
                        "1:1: a rule needs 'id'",
                        "1:1: a rule needs 'version'",
                        "1:1: a rule needs 'title'",
                        "1:1: a rule needs 'key'",
                        "1:1: a rule needs 'steps'",
                        "1:1: a rule needs 'topic'",
                        "1:1: a rule needs 'level'",
                        "1:1: a rule needs 'explanation'");
        assertThat(problems(TestingFiles.pattern("title: {zh: \"题目\", en: \"Title\"}", "title: {zh: \"题目\"}")))
                .containsExactly("7:1: 'title' needs 'en'");
        assertThat(problems(TestingFiles.pattern("  - id: sale\n    when", "  - when")))
                .containsExactly("11:5: a step needs 'id'");
    }

    @Test
    void twiceTheSameKey() {
        assertThat(problems(TestingFiles.PATTERN + "level: II\n"))
                .containsExactly("16:1: key 'level' stands here twice");
    }

    @Test
    void valuesOfTheWrongForm() {
        assertThat(problems(TestingFiles.pattern("level: III", "level: 3")))
                .containsExactly("6:8: 'level' is one of IV, III, II, I, not '3'");
        assertThat(problems(TestingFiles.pattern("version: 1", "version: 1.5")))
                .containsExactly("2:10: 'version' is a whole number from 1 to 1000000");
        assertThat(problems(TestingFiles.pattern("version: 1", "version: \"1\"")))
                .containsExactly("2:10: 'version' is a whole number from 1 to 1000000");
        assertThat(problems(TestingFiles.pattern("id: test-rule", "id: Test_Rule")))
                .containsExactly("1:5: 'id' is made of lower-case words, digits and hyphens, at most 64 characters");
        assertThat(problems(TestingFiles.pattern("stream: purchase-registrations", "stream: purchases")))
                .containsExactly("4:9: 'stream' is one of purchase-registrations, adverse-reactions, online-sales, "
                        + "sightings, signals, not 'purchases'");
        assertThat(problems(TestingFiles.pattern("topic: PURCHASE", "topic: [PURCHASE]")))
                .containsExactly("5:8: 'topic' is a text, not a list");
        assertThat(problems(TestingFiles.pattern("topic: PURCHASE", "topic:")))
                .containsExactly("5:1: 'topic' has no value");
        assertThat(problems(TestingFiles.pattern("value: [event.buyer.token]", "value: event.buyer.token")))
                .containsExactly("9:27: 'value' is a list");
        assertThat(problems(TestingFiles.pattern("value: [event.buyer.token]", "value: []")))
                .containsExactly("9:27: 'value' must not be empty");
        assertThat(problems(TestingFiles.pattern("value: [event.buyer.token]", "value: [event.quantity]")))
                .containsExactly("9:28: a part of a key is a text, this is a whole number");
        assertThat(problems(TestingFiles.pattern("packages: 2", "packages: {a: 1}")))
                .containsExactly("8:24: a parameter is a value or a list of values");
        assertThat(problems(TestingFiles.pattern("level: III\n", "level: III\nraises: nothing\n")))
                .containsExactly("7:9: 'raises' is one of alert, signal, not 'nothing'");
        assertThat(problems(TestingFiles.pattern("level: III\n", "level: III\neach: suspect\n")))
                .containsExactly("7:7: only adverse-reactions have suspected products to judge one by one");
    }

    @Test
    void severalSteps() {
        assertThat(problems(TestingFiles.pattern("explanation:\n", "  - {id: again, when: 'true'}\nexplanation:\n")))
                .containsExactly("1:1: a rule needs 'within'");
        assertThat(problems(TestingFiles.pattern("explanation:\n", "  - {id: sale, when: 'true'}\nexplanation:\n")))
                .contains("13:10: another step is named 'sale' already");
    }

    @Test
    void brokenYaml() {
        assertThat(problems("id: [a, b\nversion: 1\n").get(0)).startsWith("2:");
        assertThat(problems("")).containsExactly("1:1: a rule file is a map of keys and values");
        assertThat(problems("- a\n- b\n")).containsExactly("1:1: a rule file is a map of keys and values");
        assertThat(problems("id: a\n---\nid: b\n")).containsExactly("2:1: a rule file holds one document");
        assertThat(problems("a".repeat(70_000))).containsExactly("1:1: a rule file has at most 65536 characters");
        assertThat(problems("a: " + "[".repeat(40) + "]".repeat(40))).containsExactly("1:16: nested too deeply");
        assertThat(problems("id: \u0000")).hasSize(1);
    }

    @Test
    void anchorsAliasesAndTags() {
        assertThat(problems("id: &a test\nversion: 1\n"))
                .containsExactly("1:5: anchors are not allowed in a rule file");
        assertThat(problems("id: test\nparameters: &p {a: 1}\n"))
                .containsExactly("2:13: anchors are not allowed in a rule file");
        assertThat(problems("id: test\nversion: *a\n")).containsExactly("2:10: aliases are not allowed in a rule file");
        assertThat(problems("id: !!java.lang.String test\n"))
                .containsExactly("1:5: tags are not allowed in a rule file");
        assertThat(problems("id: !!map {}\n")).containsExactly("1:5: tags are not allowed in a rule file");
    }

    @Test
    void typosInConditions() {
        assertThat(problems(TestingFiles.when("event.quantty > 1")))
                .containsExactly("12:17: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("evnt.quantity > 1")))
                .containsExactly("12:11: unknown name 'evnt', did you mean 'event'?");
        assertThat(problems(TestingFiles.when("event.quantity > parameters.package")))
                .containsExactly("12:39: unknown field 'package', did you mean 'packages'?");
        assertThat(problems(TestingFiles.when("has(event.buyer.tokn)")))
                .containsExactly("12:27: unknown field 'tokn', did you mean 'token'?");
        assertThat(problems(TestingFiles.when("has(event.buyr.token)")))
                .containsExactly("12:21: unknown field 'buyr', did you mean 'buyer'?");
        assertThat(problems(TestingFiles.when("suspect.productCode == 'x'")))
                .as("a variable of another stream")
                .containsExactly("12:11: unknown name 'suspect'");
    }

    @Test
    void typesInConditions() {
        assertThat(problems(TestingFiles.when("event.quantity")))
                .containsExactly("12:11: a condition is true or false, this is a whole number");
        assertThat(problems(TestingFiles.when("event.lotNumber == 3")))
                .containsExactly("12:27: '==' does not go with (string, int)");
        assertThat(problems(TestingFiles.when("event.lotNumber == null")))
                .containsExactly("12:27: '==' does not go with (string, null); nothing is ever null, ask has(...)");
        assertThat(problems(TestingFiles.when("event.occurredAt > 5")))
                .containsExactly("12:28: '>' does not go with (Timestamp, int)");
        assertThat(problems(TestingFiles.when("event.occurredAt - event.occurredAt > parameters.limit")))
                .isEmpty();
        assertThat(problems(TestingFiles.when("event.buyer.temperatureC > parameters.packages")))
                .as("whole numbers and numbers compare")
                .isEmpty();
    }

    @Test
    void syntaxOfConditions() {
        assertThat(problems(TestingFiles.when("event.quantity >")))
                .containsExactly("12:27: mismatched input end of the expression");
        assertThat(problems(TestingFiles.when("\"\""))).containsExactly("12:12: an expression is missing");
        assertThat(problems(TestingFiles.when("event.quantity = 2")).get(0)).startsWith("12:26: ");
    }

    @Test
    void wordsThatAreNoValueOfAnEnum() {
        assertThat(problems(TestingFiles.when("product.controlClass == 'EPHEDRINE'")))
                .containsExactly("12:35: 'EPHEDRINE' is none of its values: NARCOTIC, PSYCHOTROPIC_1, PSYCHOTROPIC_2, "
                        + "TOXIC, RADIOACTIVE, PRECURSOR, EPHEDRINE_COMPOUND, CODEINE_COMPOUND, TRAMADOL_COMPOUND, "
                        + "DEXTROMETHORPHAN, ANABOLIC, NONE");
        assertThat(problems(TestingFiles.when("\"'FEVR' in event.buyer.symptoms\"")))
                .containsExactly("12:12: 'FEVR' is none of its values, did you mean 'FEVER'?");
        assertThat(problems(TestingFiles.when("event.channel in ['COUNTER', 'DELIVERED']")))
                .containsExactly("12:40: 'DELIVERED' is none of its values, did you mean 'DELIVERY'?");
        assertThat(problems(TestingFiles.when("event.buyer.symptoms.exists(s, s != 'COUGHS')")))
                .containsExactly("12:47: 'COUGHS' is none of its values, did you mean 'COUGH'?");
        assertThat(problems(TestingFiles.when("event.channel == event.buyer.sex")))
                .containsExactly("12:25: these two never have a value in common");
        assertThat(problems(TestingFiles.pattern(
                        "packages: 2", "packages: 2, channel: COUNTR",
                        "event.quantity > parameters.packages", "event.channel == parameters.channel")))
                .containsExactly("12:39: 'COUNTR' is none of its values, did you mean 'COUNTER'?");
    }

    @Test
    void whatIsNotPartOfTheLanguage() {
        assertThat(problems(TestingFiles.when("dyn(event).anything == 1")).get(0))
                .startsWith("12:14: ");
        assertThat(problems(TestingFiles.when("type(event.quantity) == int")).get(0))
                .startsWith("12:15: ");
        assertThat(problems(TestingFiles.when("\"{'a': 1}['a'] == 1\"")).get(0)).startsWith("12:");
        assertThat(problems(TestingFiles.when("event.quantity > 1u")).get(0)).startsWith("12:");
        assertThat(problems(TestingFiles.when("\"Buyer{token: 'x'}.token == 'x'\""))
                        .get(0))
                .startsWith("12:");
        assertThat(problems(TestingFiles.when("size([1, 'a']) > 0")))
                .containsExactly("12:16: the values of a list have one type");
        assertThat(problems(TestingFiles.when("has(event.buyer.symptoms)")))
                .containsExactly("12:27: a list is never missing, only empty: ask size(...) > 0");
        assertThat(problems(TestingFiles.when("has(event)")))
                .containsExactly("12:15: has() takes a field, as in has(event.lotNumber)");
        assertThat(problems(TestingFiles.when("event.buyer == event.buyer")))
                .containsExactly("12:23: whole records are not compared, compare a field");
    }

    @Test
    void whatCanNeverBeComputed() {
        assertThat(problems(TestingFiles.when("event.quantity > 1 / 0")).get(0))
                .startsWith("12:30: this can never be computed: ");
        assertThat(problems(TestingFiles.when("event.lotNumber.matches('[')")).get(0))
                .startsWith("12:34: no regular expression: ");
        assertThat(problems(TestingFiles.when("event.occurredAt > timestamp('yesterday')"))
                        .get(0))
                .startsWith("12:39: this can never be computed: ");
    }

    @Test
    void whatWouldCostTooMuch() {
        String list = "[1, 2, 3]";
        assertThat(problems(TestingFiles.when(
                        "\"" + list + ".exists(a, " + list + ".exists(b, " + list + ".exists(c, a + b + c == 9)))\"")))
                .singleElement()
                .asString()
                .endsWith("list macros nest at most 2 deep");
        String numbers = "[0" + ", 1".repeat(500) + "]";
        assertThat(problems(TestingFiles.when(
                        "\"" + numbers + ".exists(a, " + numbers + ".exists(b, a + b == event.quantity))\"")))
                .singleElement()
                .asString()
                .endsWith("this takes too many steps to be asked of every record");
        StringBuilder doubling = new StringBuilder("define:\n  a0: event.productName\n");
        for (int index = 1; index <= 40; index++) {
            doubling.append("  a%d: a%d + a%d%n".formatted(index, index - 1, index - 1));
        }
        assertThat(problems(TestingFiles.pattern("key:", doubling + "key:")))
                .singleElement()
                .asString()
                .endsWith("this takes too many steps to be asked of every record");
        assertThat(problems(TestingFiles.pattern("key:", "define:\n" + definitions(51) + "key:")))
                .containsExactly("9:1: at most 50 definitions");
        assertThat(problems(TestingFiles.when("true" + " || true".repeat(600))).get(0))
                .contains("12:");
        assertThat(problems(TestingFiles.when("(".repeat(200) + "true" + ")".repeat(200))))
                .hasSize(1);
    }

    private static String definitions(int count) {
        StringBuilder definitions = new StringBuilder();
        for (int index = 0; index < count; index++) {
            definitions.append("  a%d: event.quantity%n".formatted(index));
        }
        return definitions.toString();
    }

    @Test
    void placesInsideQuotesEscapesAndFolds() {
        assertThat(problems(TestingFiles.when("\"'药' == '药' && event.quantty > 1\"")))
                .containsExactly("12:32: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("\"'\\u836f\\t' == '' && event.quantty > 1\"")))
                .containsExactly("12:38: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("'''a'' == ''b'' && event.quantty > 1'")))
                .containsExactly("12:36: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("|\n      event.quantity > 1\n        && event.quantty > 1")))
                .containsExactly("14:18: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when(">-\n      event.quantity > 1\n\n      && event.quantty > 1")))
                .containsExactly("15:16: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("event.quantity > 1\n      && event.quantty > 1")))
                .containsExactly("13:16: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("\"event.quantity > 1 \\\n      && event.quantty > 1\"")))
                .containsExactly("13:16: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.when("event.\n      quantty > 1")))
                .containsExactly("13:7: unknown field 'quantty', did you mean 'quantity'?");
    }

    @Test
    void placesInsideTexts() {
        assertThat(problems(TestingFiles.pattern("zh: \"买了 {event.quantity} 盒\"", "zh: \"买了 {event.quantty} 盒\"")))
                .containsExactly("14:18: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.pattern("zh: \"买了 {event.quantity} 盒\"", "zh: \"买了 {event.quantity 盒\"")))
                .containsExactly("14:11: '{' without '}'");
        assertThat(problems(TestingFiles.pattern("zh: \"买了 {event.quantity} 盒\"", "zh: \"买了 event.quantity} 盒\"")))
                .containsExactly("14:25: '}' without '{'");
        assertThat(problems(TestingFiles.pattern("{event.quantity} 盒", "{event.buyer} 盒")))
                .containsExactly("14:12: a record cannot be shown, name a field of it");
        assertThat(problems(TestingFiles.pattern("{event.quantity} 盒", "{} 盒")))
                .containsExactly("14:12: an expression is missing");
        assertThat(problems(TestingFiles.pattern("zh: \"题目\"", "zh: \"题目 {evnt.source}\"")))
                .containsExactly("7:18: unknown name 'evnt', did you mean 'event'?");
    }

    @Test
    void definitions() {
        String defined = "define: {many: event.quantity > parameters.packages, sold: event.occurredAt}\nkey:";
        assertThat(problems(TestingFiles.pattern(
                        "key:", defined, "when: event.quantity > parameters.packages", "when: many")))
                .isEmpty();
        assertThat(problems(TestingFiles.pattern(
                        "key:",
                        "define: {many: event.quantty > 1}\nkey:",
                        "when: event.quantity",
                        "when: many && event.quantity")))
                .as("a broken definition is told once")
                .containsExactly("9:22: unknown field 'quantty', did you mean 'quantity'?");
        assertThat(problems(TestingFiles.pattern("key:", "define: {event: event.quantity}\nkey:")))
                .containsExactly("9:10: 'event' has a meaning already");
        assertThat(problems(TestingFiles.pattern("key:", "define: {a: b, b: event.quantity}\nkey:")))
                .as("only what stands above is known")
                .containsExactly("9:13: unknown name 'b'");
    }

    @Test
    void modifiers() {
        assertThat(problems(TestingFiles.modifier("raise: 1", "raise: 4")))
                .containsExactly("7:8: 'raise' is a whole number from 1 to 3");
        assertThat(problems(TestingFiles.modifier("[\"test-*\"]", "[\"Test\"]")))
                .containsExactly("6:13: 'appliesTo' lists rule ids, with * for any characters");
        assertThat(problems(TestingFiles.modifier("when: event.quantity > 100\n", "")))
                .containsExactly("1:1: a rule needs 'when'");
    }

    @Test
    void severalProblemsComeInTheOrderOfTheFile() {
        assertThat(problems(TestingFiles.pattern(
                        "level: III", "level: V",
                        "event.quantity > parameters.packages", "event.a > 1 && event.b > 2",
                        "Bought {event.quantity}", "Bought {event.c}")))
                .containsExactly(
                        "6:8: 'level' is one of IV, III, II, I, not 'V'",
                        "12:17: unknown field 'a'",
                        "12:32: unknown field 'b'",
                        "15:22: unknown field 'c'");
    }
}
