package org.medsentry.dispatcher.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsentry.dispatcher.TestingTriggers;
import org.medsentry.schemas.document.Level;
import org.medsentry.schemas.document.Trigger;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * Against rules of our own writing; and against the schema of OASIS where {@code -Dmedsentry.cap.schema=FILE} names a copy of it, which we
 * may not ship. With {@code -Dmedsentry.cap.folder=FOLDER} the documents are left there for other parsers.
 */
class CapDocumentTest {
    private static final Schema RULES = schema(new StreamSource(
            CapDocumentTest.class.getResource("/cap/cap-1.2-rules.xsd").toString()));

    private static Schema schema(StreamSource source) {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(source);
        } catch (SAXException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static Stream<Trigger> triggers() {
        return Stream.of(Level.values())
                .flatMap(level -> Stream.of(
                        new TestingTriggers().level(level),
                        new TestingTriggers().level(level).drill(),
                        new TestingTriggers().climbed(Level.IV, level).revision(3),
                        new TestingTriggers().level(level).nowhere().resend(1),
                        new TestingTriggers()
                                .level(level)
                                .title("药品 <召回> & ]]> \"引号\" \u0001\uD83D\uDC8A")
                                .productName("\uD83D alone")))
                .map(triggers -> triggers.unit("UNIT-500111", "cap")
                        .unit("UNIT WITH SPACE", "cap")
                        .build());
    }

    private static void validate(Schema schema, byte[] document) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
    }

    private static String at(byte[] document, String path) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Document parsed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
        return XPathFactory.newInstance().newXPath().evaluate(path, parsed);
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void followsTheRulesOfTheStandard(Trigger trigger) throws Exception {
        byte[] document = CapDocument.write(trigger, "medsentry@yu.example");
        validate(RULES, document);
        keep(trigger, document);
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void followsTheSchemaOfTheStandard(Trigger trigger) throws Exception {
        String file = System.getProperty("medsentry.cap.schema");
        assumeThat(file).isNotNull();
        validate(schema(new StreamSource(Path.of(file).toFile())), CapDocument.write(trigger, "medsentry@yu.example"));
    }

    private static void keep(Trigger trigger, byte[] document) throws IOException {
        String folder = System.getProperty("medsentry.cap.folder");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, Integer.toHexString(trigger.hashCode()) + ".xml"), document);
        }
    }

    @Test
    void theRulesAreRules() {
        byte[] document =
                CapDocument.write(new TestingTriggers().unit("U1", "cap").build(), "medsentry@yu.example");
        String text = new String(document, StandardCharsets.UTF_8);
        for (List<String> change : List.of(
                List.of("medsentry@yu.example", "med sentry"),
                List.of("+08:00</sent>", "Z</sent>"),
                List.of("Actual", "Real"),
                List.of("Severe", "Bad"),
                List.of("<areaDesc>大足区</areaDesc>", ""))) {
            byte[] wrong = text.replace(change.get(0), change.get(1)).getBytes(StandardCharsets.UTF_8);
            assertThat(wrong).isNotEqualTo(document);
            assertThatThrownBy(() -> validate(RULES, wrong)).isInstanceOf(SAXException.class);
        }
    }

    @Test
    void saysInBothLanguagesWhatTheTriggerSays() throws Exception {
        Trigger trigger =
                new TestingTriggers().unit("U1", "cap").unit("U 2", "cap").build();
        byte[] document = CapDocument.write(trigger, "medsentry");
        assertThat(at(document, "/alert/identifier")).isEqualTo(trigger.alertId());
        assertThat(at(document, "/alert/sent")).isEqualTo("2026-03-01T09:20:00+08:00");
        assertThat(at(document, "/alert/status")).isEqualTo("Actual");
        assertThat(at(document, "/alert/msgType")).isEqualTo("Alert");
        assertThat(at(document, "/alert/addresses")).isEqualTo("U1 \"U 2\"");
        assertThat(at(document, "/alert/info[1]/language")).isEqualTo("zh-CN");
        assertThat(at(document, "/alert/info[1]/event")).isEqualTo("召回批次仍在销售");
        assertThat(at(document, "/alert/info[1]/description")).isEqualTo("3 次销售 <b>召回</b>批次 & 继续");
        assertThat(at(document, "/alert/info[2]/language")).isEqualTo("en-US");
        assertThat(at(document, "/alert/info[2]/headline"))
                .isEqualTo("level II, orange – New alert: A recalled lot is still being sold");
        assertThat(at(document, "/alert/info[2]/area/areaDesc")).isEqualTo("Dazu District");
        assertThat(at(document, "/alert/info[2]/area/geocode/valueName")).isEqualTo("GB/T 2260");
        assertThat(at(document, "/alert/info[2]/area/geocode/value")).isEqualTo("500111");
    }

    @Test
    void aLaterMessageRefersToTheFirst() throws Exception {
        byte[] first = CapDocument.write(new TestingTriggers().unit("U1", "cap").build(), "medsentry");
        Trigger climbed = new TestingTriggers()
                .climbed(Level.II, Level.I)
                .revision(4)
                .unit("U1", "cap")
                .build();
        byte[] later = CapDocument.write(climbed, "medsentry");
        assertThat(at(later, "/alert/msgType")).isEqualTo("Update");
        assertThat(at(later, "/alert/identifier")).isEqualTo(climbed.triggerId());
        assertThat(at(later, "/alert/references"))
                .isEqualTo("medsentry," + at(first, "/alert/identifier") + "," + at(first, "/alert/sent"));
    }

    @Test
    void aDrillIsAnExercise() throws Exception {
        byte[] document = CapDocument.write(
                new TestingTriggers().drill().unit("U1", "cap").build(), "medsentry");
        assertThat(at(document, "/alert/status")).isEqualTo("Exercise");
        assertThat(at(document, "/alert/info[1]/headline")).startsWith("【演练】");
        assertThat(at(document, "/alert/info[2]/headline")).startsWith("DRILL");
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void theLevelIsItsSeverity(Level level) throws Exception {
        byte[] document = CapDocument.write(
                new TestingTriggers().level(level).unit("U1", "cap").build(), "m");
        assertThat(at(document, "/alert/info[1]/severity"))
                .isEqualTo(
                        switch (level) {
                            case I -> "Extreme";
                            case II -> "Severe";
                            case III -> "Moderate";
                            case IV -> "Minor";
                        });
    }

    @Test
    void aRepetitionIsTheSameToTheByte() {
        Trigger trigger = new TestingTriggers().unit("U1", "cap").build();
        assertThat(CapDocument.write(trigger, "medsentry")).isEqualTo(CapDocument.write(trigger, "medsentry"));
    }
}
