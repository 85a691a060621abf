package org.medsentry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Holds compiled expressions against cel-java's own interpreter on random facts, half of whose optional fields are missing:
 * both give the same value, or both give none.
 */
class InterpreterComparisonTest {

    private static final int RECORDS = 100;
    private static final CelRuntime RUNTIME = CelDialect.runtime();

    private static final List<String> ON_PURCHASES = List.of(
            "event.quantity > 2",
            "event.quantity >= 2.5",
            "event.buyer.temperatureC >= 37.3 || 'FEVER' in event.buyer.symptoms",
            "event.buyer.temperatureC >= 37.3 && 'FEVER' in event.buyer.symptoms",
            "!(event.buyer.temperatureC >= 37.3)",
            "event.buyer.temperatureC > 37",
            "event.buyer.birthYear < 1960 || event.buyer.sex == 'F'",
            "product.controlClass == 'EPHEDRINE_COMPOUND' && event.quantity > 2",
            "product.controlClass != 'NONE'",
            "product.controlClass in ['NARCOTIC', 'PSYCHOTROPIC_1', 'PSYCHOTROPIC_2']",
            "!(product.controlClass in ['NARCOTIC', 'PSYCHOTROPIC_1', 'PSYCHOTROPIC_2'])",
            "size(product.categories) > 0 && size(product.riskClasses) == 0",
            "product.categories.exists(c, c == 'ANTIVIRAL' || c == 'ANTIBIOTIC')",
            "product.categories.all(c, c in ['ANTIVIRAL', 'ANTIBIOTIC'])",
            "product.categories.exists_one(c, c != 'ANTIVIRAL')",
            "product.categories.filter(c, c > 'ANTIC')",
            "product.categories.map(c, c + '/' + event.lotNumber)",
            "product.categories.map(c, c.startsWith('ANTIV'), size(c))",
            "product.categories[0]",
            "product.categories[1] == 'ANTIVIRAL'",
            "product.categories == ['ANTIVIRAL']",
            "product.categories + ['x'] != ['x']",
            "product.riskClasses.exists(r, product.categories.exists(c, c == 'ANTIVIRAL' && r == 'VACCINE'))",
            "event.channel == 'COUNTER' ? event.lotNumber : event.prescriptionId",
            "event.channel == 'COUNTER' ? event.channel : 'elsewhere'",
            "has(event.lotNumber) && event.lotNumber.startsWith('L')",
            "has(event.lotNumber) ? event.lotNumber : 'none'",
            "has(event.buyer.temperatureC) || has(product.nameEn)",
            "has(product.nameEn) && !has(recall.recallId)",
            "has(recall.recallId) == (recall.status == 'ACTIVE' || recall.status == 'CLOSED')",
            "recall.class == 1 || recall.class == 2",
            "recall.class + event.quantity",
            "event.lotNumber in recall.lotNumbers || size(recall.lotNumbers) == 0",
            "event.occurredAt >= recall.effectiveAt",
            "event.occurredAt - recall.effectiveAt > duration('24h')",
            "event.occurredAt - recall.effectiveAt",
            "recall.effectiveAt + duration('36h') - duration('90m')",
            "duration('36h') + recall.effectiveAt < event.occurredAt",
            "(event.occurredAt - recall.effectiveAt) + duration('1h') < duration('10h')",
            "hours(event.occurredAt - recall.effectiveAt) * 2.0",
            "days(event.occurredAt - recall.effectiveAt) > 1.0",
            "event.occurredAt > timestamp('2026-01-15T00:00:00+08:00')",
            "event.occurredAt == timestamp('2026-01-15T00:00:00Z')",
            "event.occurredAt.getHours('Asia/Shanghai') < 8",
            "event.occurredAt.getDayOfWeek() == 0 || event.occurredAt.getDate() == 1",
            "event.unitPrice * double(event.quantity) > 100.0",
            "event.unitPrice / 0.0 > 1.0",
            "event.unitPrice - 1.5 <= 20.0",
            "-event.unitPrice < -10.0",
            "event.unitPrice == 12.5 || event.unitPrice != 12.5",
            "event.unitPrice > event.quantity",
            "event.quantity < event.unitPrice",
            "event.quantity / (event.quantity - 3)",
            "event.quantity % (event.quantity - 3) == 1 || event.quantity == 3",
            "event.quantity * 9223372036854775807",
            "event.quantity - 5 + 3 * event.quantity",
            "-event.quantity",
            "int(event.unitPrice) + event.quantity",
            "string(event.quantity) + event.lotNumber",
            "string(event.unitPrice)",
            "string(event.occurredAt)",
            "double(event.lotNumber) > 1.0",
            "int(event.productCode) > 0",
            "size(event.lotNumber) == size(event.productName)",
            "event.productName.contains('片') || event.productName.endsWith('x')",
            "event.lotNumber.matches('L[0-4]')",
            "event.productName.matches(event.lotNumber)",
            "event.lotNumber < 'L5'",
            "event.lotNumber == event.prescriptionId",
            "event.prescriptionId == '' || !has(event.prescriptionId)",
            "product.prescriptionOnly && (!has(event.prescriptionId) || event.prescriptionId == '')",
            "product.prescriptionOnly == product.onlineBanned",
            "product.prescriptionOnly != has(event.prescriptionId)",
            "event.regionCode in ['500111', '500110'] && event.buyer.residenceRegionCode.startsWith(event.regionCode)",
            "event.quantity in [1, 2, 3]",
            "event.unitPrice in [1.0, 12.5]",
            "[event.quantity, 2][1] == 2",
            "[event.lotNumber, event.prescriptionId].exists(x, x == 'L1')",
            "[event.quantity, 5].exists(x, x > 4 || x / 0 > 1)",
            "event.quantity > 2 ? event.unitPrice : event.buyer.temperatureC",
            "(event.quantity > 2 ? event.buyer.sex : product.controlClass) == 'F'",
            "'FEVER' in event.buyer.symptoms.filter(s, s != 'COUGH')");

    private static final List<String> ON_REPORTS = List.of(
            "'DEATH' in event.seriousness",
            "size(event.seriousness) > 0 && event.expectedness == 'UNLISTED'",
            "event.seriousness.all(s, s != 'DEATH')",
            "event.products.exists(p, p.role == 'SUSPECT' && p.lotNumber == 'L1')",
            "event.products.all(p, has(p.lotNumber) && p.lotNumber.startsWith('L'))",
            "event.products.all(p, p.lotNumber.startsWith('L'))",
            "event.products.exists(p, p.lotNumber == 'L2' || p.role == 'INTERACTING')",
            "event.products.exists_one(p, p.lotNumber == 'L1')",
            "event.products.map(p, p.productCode)",
            "event.products.map(p, has(p.lotNumber) ? p.lotNumber : '?')",
            "event.products.map(p, p.lotNumber)",
            "event.products.filter(p, p.role != 'CONCOMITANT').map(p, p.productCode)",
            "event.products.map(p, p.role)",
            "event.products[0].lotNumber",
            "has(event.products[0].lotNumber)",
            "event.products[1].role == 'SUSPECT'",
            "has(event.products[2].lotNumber) || event.version == 1",
            "size(event.reactions) == 1 && event.reactions[0].systemOrganClass == 'SOC1'",
            "event.reactions.exists(r, event.products.exists(p, p.productCode == r.code || r.term == 'x'))",
            "event.reportedAt - (has(event.awareAt) ? event.awareAt : event.occurredAt) > duration('24h')",
            "has(event.awareAt) && event.awareAt < event.occurredAt",
            "event.version == 1 && !event.nullified",
            "has(event.patient.birthYear) && event.patient.birthYear < 2000",
            "has(event.patient.token)",
            "event.patient.weightKg > 50.0",
            "event.reporterType in ['HOSPITAL', 'MAH'] && has(event.reporterId)",
            "event.outcome == 'FATAL' || event.outcome == 'UNKNOWN'",
            "has(event.outcome)",
            "suspect.productCode + '|' + (has(suspect.lotNumber) ? suspect.lotNumber : '')",
            "suspect.role == 'INTERACTING'",
            "size(product.riskClasses) > 0",
            "product.nameZh == suspect.productName");

    private static final List<String> ON_ONLINE_SALES = List.of(
            "event.type in ['LISTING', 'ORDER'] && product.onlineBanned",
            "product.prescriptionOnly && event.type == 'ORDER' && (!has(event.prescriptionVerified) || !event.prescriptionVerified)",
            "event.prescriptionVerified || event.type == 'LISTING'",
            "!event.prescriptionVerified",
            "!has(event.sellerLicence) || !has(licence.licenceNumber) || licence.status != 'ACTIVE'",
            "event.occurredAt < licence.validFrom || event.occurredAt > licence.validTo",
            "!(event.sellerId in licence.sellerIds)",
            "has(event.buyer.shipRegionCode) && event.buyer.shipRegionCode.startsWith('50')",
            "has(event.buyer)",
            "event.price < product.referencePrice * 0.4",
            "event.price * double(event.quantity)",
            "(has(event.productCode) ? event.productCode : product.productCode) + '|' + event.lotNumber",
            "event.url.contains('example') || event.productName.contains('片')");

    @ParameterizedTest
    @EnumSource(Stream.class)
    void closuresSayWhatTheInterpreterSays(Stream stream) throws Exception {
        List<String> expressions = switch (stream) {
            case PURCHASE_REGISTRATIONS -> ON_PURCHASES;
            case ADVERSE_REACTIONS -> ON_REPORTS;
            case ONLINE_SALES -> ON_ONLINE_SALES;
        };
        RandomFacts random = new RandomFacts(new Random(20_260_301L + stream.ordinal()));
        List<Facts> records = new ArrayList<>();
        for (int index = 0; index < RECORDS; index++) {
            records.add(random.next(stream));
        }
        int known = 0;
        for (String expression : expressions) {
            known += compare(stream, expression, records);
        }
        int all = expressions.size() * RECORDS;
        assertThat(known).as("neither all nor none are missing").isBetween(all / 3, all - 1);
    }

    private static int compare(Stream stream, String text, List<Facts> records) throws Exception {
        Vocabulary vocabulary =
                Vocabulary.of(RuleStream.of(stream), stream == Stream.ADVERSE_REACTIONS ? Each.SUSPECT : Each.RECORD);
        ExpressionScope scope = new ExpressionScope(vocabulary, Map.of());
        Problems problems = new Problems("test.yaml");
        TextPlaces places = new TextPlaces(text.codePoints().toArray(), 0, ScalarStyle.PLAIN, text);
        Typed compiled = scope.compile(new SourceText(text, places, 0), problems)
                .map(Expression::typed)
                .map(Words::plain)
                .orElseThrow(() -> new AssertionError(text, problems.exception()));
        Program program = program(vocabulary, text);
        Frame frame = new Frame();
        frame.reserve(scope.slots());
        int known = 0;
        for (Facts facts : records) {
            frame.facts = facts;
            Object ours = compiled.node().value(frame);
            assertThat(ours).as("%s on %s", text, facts.event()).isEqualTo(interpreted(program, facts));
            known += ours == null ? 0 : 1;
        }
        return known;
    }

    private static Program program(Vocabulary vocabulary, String text) throws Exception {
        CelCompilerBuilder builder = CelDialect.compiler(vocabulary.types());
        vocabulary
                .variables()
                .forEach((name, typed) -> builder.addVar(name, typed.type().celType()));
        CelCompiler compiler = builder.build();
        CelAbstractSyntaxTree ast = compiler.compile(text).getAst();
        return RUNTIME.createProgram(ast);
    }

    /** Null where the interpreter gives an error, be it for a missing value or another reason. */
    private static Object interpreted(Program program, Facts facts) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("event", TestingRecordMap.of(facts.event()));
        variables.put("product", TestingRecordMap.of(facts.product()));
        variables.put("recall", TestingRecordMap.of(facts.recall()));
        variables.put("licence", TestingRecordMap.of(facts.licence()));
        variables.put("suspect", TestingRecordMap.of(facts.suspect()));
        try {
            return program.eval(variables);
        } catch (CelEvaluationException missing) {
            return null;
        }
    }
}
