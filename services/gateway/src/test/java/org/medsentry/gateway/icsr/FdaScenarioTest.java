package org.medsentry.gateway.icsr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.ProductRole;
import org.medsentry.schemas.event.ReportedProduct;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The sample messages that the FDA published, which are not part of the product: they lie at {@code
 * ../shared/real/e2b_r3_fda_scenarios} beside the checkout. What is expected is read with plain XPath.
 */
class FdaScenarioTest {
    private static final IcsrContext CONTEXT = new IcsrContext("fda-samples", "990000", TestingCase.SHANGHAI);
    private static final Map<String, String> ROLES = Map.of("1", "SUSPECT", "2", "CONCOMITANT", "3", "INTERACTING");
    private static final Map<String, String> SERIOUSNESS = Map.of(
            "34", "DEATH",
            "21", "LIFE_THREATENING",
            "33", "HOSPITALISATION",
            "35", "DISABILITY",
            "12", "CONGENITAL_ANOMALY",
            "26", "OTHER_IMPORTANT");

    private final XPath xpath = xpath();

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "5-1", "5-2", "5-3"})
    void isTakenExactly(String scenario) throws Exception {
        Path file = file(scenario);
        AdverseReaction report = report(file);
        Document document = document(file);

        String event = "//h:investigationEvent";
        assertThat(report.eventId())
                .isEqualTo(text(document, event + "/h:id[@root='2.16.840.1.113883.3.989.2.1.3.2']/@extension"));
        assertThat(report.nullified())
                .isEqualTo(
                        "1".equals(text(document, "//h:value[@codeSystem='2.16.840.1.113883.3.989.2.1.1.5']/@code")));
        assertThat(report.reactions())
                .extracting(reaction -> reaction.code() + " " + reaction.term())
                .containsExactlyElementsOf(reactions(document));
        assertThat(report.seriousness().stream().map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(seriousness(document));
        assertThat(rolesOf(report)).isEqualTo(roles(document));
        assertThat(report.patient().birthYear())
                .isEqualTo(Integer.valueOf(
                        text(document, "//h:player1/h:birthTime/@value").substring(0, 4)));
        assertThat(report.patient().sex().name())
                .isEqualTo(
                        text(document, "//h:player1/h:administrativeGenderCode/@code")
                                        .equals("1")
                                ? "M"
                                : "F");
        assertThat(report.products()).extracting(ReportedProduct::lotNumber).containsOnlyNulls();
    }

    @Test
    void theChainOfOneCaseGrowsInTheOrderOfItsReports() throws Exception {
        ReportVersions versions = new ReportVersions();
        List<Integer> numbers = new ArrayList<>();
        for (String scenario : List.of("5-1", "5-2", "5-3")) {
            IcsrMessage message = message(file(scenario));
            versions.settle(message.record());
            numbers.add(TestingCase.decoded(message).version());
        }

        assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(3);
        int updated = report(file("2")).version();
        assertThat(updated).isGreaterThan(report(file("1")).version());
    }

    @Test
    void theDrugThatNobodyTookIsLeftOut() throws Exception {
        AdverseReaction report = report(file("5-3"));

        assertThat(report.products())
                .extracting(ReportedProduct::productName, ReportedProduct::role)
                .containsExactly(tuple("Drug X", ProductRole.SUSPECT), tuple("Drug A", ProductRole.CONCOMITANT));
    }

    private static Map<String, TreeSet<String>> rolesOf(AdverseReaction report) {
        Map<String, TreeSet<String>> roles = new TreeMap<>();
        for (ReportedProduct product : report.products()) {
            roles.computeIfAbsent(product.role().name(), role -> new TreeSet<>())
                    .add(product.productName());
        }
        return roles;
    }

    /** By order: in scenario 5-3 the ids of the drugs are not those of their roles, in the others order and ids agree. */
    private Map<String, TreeSet<String>> roles(Document document) throws XPathExpressionException {
        List<String> names = texts(
                document,
                "//h:organizer[h:code/@code='4']/h:component/h:substanceAdministration/h:consumable//h:kindOfProduct/h:name");
        List<String> codes = texts(document, "//h:causalityAssessment[h:code/@code='20']/h:value/@code");
        assertThat(names).hasSameSizeAs(codes).isNotEmpty();
        Map<String, TreeSet<String>> roles = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!codes.get(i).equals("4")) {
                roles.computeIfAbsent(ROLES.get(codes.get(i)), role -> new TreeSet<>())
                        .add(names.get(i).strip());
            }
        }
        return roles;
    }

    private List<String> reactions(Document document) throws XPathExpressionException {
        String reaction = "//h:primaryRole/h:subjectOf2/h:observation[h:code/@code='29']";
        List<String> codes = texts(document, reaction + "/h:value/@code");
        List<String> terms =
                texts(document, reaction + "/h:outboundRelationship2/h:observation[h:code/@code='30']/h:value");
        assertThat(codes).hasSameSizeAs(terms).isNotEmpty();
        return Stream.iterate(0, i -> i < codes.size(), i -> i + 1)
                .map(i -> codes.get(i) + " " + terms.get(i).strip())
                .toList();
    }

    private List<String> seriousness(Document document) throws XPathExpressionException {
        return texts(
                        document,
                        "//h:outboundRelationship2/h:observation[h:value/@value='true']"
                                + "/h:code[@codeSystem='2.16.840.1.113883.3.989.2.1.1.19']/@code")
                .stream()
                .filter(SERIOUSNESS::containsKey)
                .map(SERIOUSNESS::get)
                .distinct()
                .toList();
    }

    private static AdverseReaction report(Path file) throws Exception {
        return TestingCase.decoded(message(file));
    }

    private static IcsrMessage message(Path file) throws Exception {
        IcsrBatch batch = TestingCase.read(Files.readAllBytes(file), CONTEXT);
        assertThat(batch.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.problem()).isNull());
        return batch.messages().get(0);
    }

    private String text(Document document, String path) throws XPathExpressionException {
        return xpath.evaluate(path, document);
    }

    private List<String> texts(Document document, String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document document(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static XPath xpath() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new NamespaceContext() {
            @Override
            public String getNamespaceURI(String prefix) {
                return prefix.equals("h") ? "urn:hl7-org:v3" : XMLConstants.NULL_NS_URI;
            }

            @Override
            public String getPrefix(String namespace) {
                return null;
            }

            @Override
            public Iterator<String> getPrefixes(String namespace) {
                return List.<String>of().iterator();
            }
        });
        return xpath;
    }

    private static Path file(String scenario) {
        Path here = Path.of("").toAbsolutePath();
        Path root = Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElse(here);
        Path file = root.resolveSibling("shared/real/e2b_r3_fda_scenarios/FAERS2022Scenario" + scenario + ".xml");
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: no sample of the FDA at " + file);
        return file;
    }
}
