package org.medsentry.gateway.icsr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.TestingContract;
import org.medsentry.gateway.TestingGateway;
import org.medsentry.gateway.TestingOutbox.Sent;
import org.medsentry.gateway.access.KeyHash;
import org.medsentry.schemas.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a sender of safety reports sees. */
class IcsrRouteTest {
    private static final String PATH = "/v1/icsr?regionCode=500111";
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private static Path folder;

    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestingGateway(folder, TestingGateway.settings(), List.of(new IcsrRoutes(TestingCase.SHANGHAI)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void forget() {
        gateway.outbox.clear();
    }

    private static HttpResponse<String> post(String path, TestingCase body, String... headers) throws Exception {
        return gateway.post(path, "application/xml", body.bytes(), headers);
    }

    private static TestingCase aCase(String id) {
        return new TestingCase().with("CN-WORLD-1", id);
    }

    /** A batch of a good case, a bad one, and the good one again. */
    private static TestingCase threeCases(String good, String bad) {
        String first = message(aCase(good));
        String second = message(aCase(bad).with("<code code=\"20\"", "<code code=\"21\""));
        return aCase(good).with("<!-- more messages -->", second + first);
    }

    private static String message(TestingCase aCase) {
        String xml = aCase.xml();
        return xml.substring(xml.indexOf("<PORR_IN049016UV>"), xml.indexOf("<!-- more messages -->"));
    }

    @Test
    void aReportBecomesARecordWithoutPersonalData() throws Exception {
        HttpResponse<String> answer = post(PATH, aCase("ONE"));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode result = MAPPER.readTree(answer.body()).at("/results/0");
        assertThat(result.get("status").textValue()).isEqualTo("ACCEPTED");
        assertThat(result.get("eventId").textValue()).isEqualTo("ONE");
        assertThat(result.get("safetyReportId").textValue()).isEqualTo("CN-CLINIC-1");
        assertThat(result.get("messageNumber").textValue()).isEqualTo("MESSAGE-1");
        assertThat(result.get("version").intValue()).isEqualTo(826_428_153);
        Sent sent = gateway.outbox.sent().get(0);
        assertThat(sent.stream()).isEqualTo(Stream.ADVERSE_REACTIONS);
        assertThat(sent.value())
                .contains("\"source\":\"chain-a\"", "\"token\":\"")
                .doesNotContain("H-4711", "19700203");
    }

    @Test
    void eachMessageHasItsAnswerAndAProblemNamesItsElement() throws Exception {
        HttpResponse<String> answer = post(PATH, threeCases("GOOD", "BAD"));

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode body = MAPPER.readTree(answer.body());
        TestingContract.check("SafetyReportReceipt", answer.body());
        assertThat(body.get("batchNumber").textValue()).isEqualTo("BATCH-1");
        assertThat(body.get("results").findValuesAsText("status")).containsExactly("ACCEPTED", "REJECTED", "DUPLICATE");
        JsonNode refused = body.at("/results/1");
        assertThat(refused.get("eventId").textValue()).isEqualTo("BAD");
        assertThat(refused.get("reason").textValue()).isEqualTo("MISSING_FIELD");
        assertThat(refused.get("element").textValue()).isEqualTo("G.k.1");
        assertThat(refused.get("path").textValue()).contains("causalityAssessment");
        assertThat(refused.get("pointer").textValue()).isEqualTo("/products/role");
        assertThat(gateway.outbox.eventIds()).containsExactly("GOOD");
    }

    @Test
    void whatTheJobsWouldRefuseIsNamedByItsElement() throws Exception {
        String inAWeek = DateTimeFormatter.ofPattern("yyyyMMdd")
                .format(LocalDate.now(TestingCase.SHANGHAI).plusDays(7));
        JsonNode refused = MAPPER.readTree(post(PATH, aCase("EARLY").with("20260310112233+0800", inAWeek))
                        .body())
                .at("/results/0");

        assertThat(refused.get("reason").textValue()).isEqualTo("TIME_OUT_OF_RANGE");
        assertThat(refused.get("element").textValue()).isEqualTo("C.1.2");
        assertThat(refused.get("pointer").textValue()).isEqualTo("/reportedAt");
    }

    @Test
    void whoAsksForXmlGetsTheAcknowledgementOfTheGuide() throws Exception {
        HttpResponse<String> answer = post(PATH, threeCases("XG", "XB"), "Accept", "application/xml");

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/xml");
        Document document = parse(answer.body());
        assertThat(document.getDocumentElement().getLocalName()).isEqualTo("MCCI_IN200101UV01");
        NodeList codes = document.getElementsByTagNameNS("urn:hl7-org:v3", "acknowledgement");
        assertThat(IntStream.range(0, codes.getLength())
                        .mapToObj(i -> ((Element) codes.item(i)).getAttribute("typeCode")))
                .containsExactly("CA", "CR", "CA", "AE");
        assertThat(answer.body())
                .contains("G.k.1 (role of the drug) is missing")
                .contains("extension=\"BATCH-1\" root=\"2.16.840.1.113883.3.989.2.1.3.22\"")
                .contains("extension=\"MESSAGE-1\" root=\"2.16.840.1.113883.3.989.2.1.3.1\"")
                .contains("value=\"20260310112233+0800\"");
    }

    @Test
    void anAcknowledgementOfABatchThatSaysNothingOfItselfIsStillXml() throws Exception {
        TestingCase silent = aCase("SILENT\"&amp;&lt;")
                .with("extension=\"BATCH-1\"", "nullFlavor=\"NI\"")
                .with("extension=\"MESSAGE-1\"", "nullFlavor=\"NI\"");

        Document document = parse(post(PATH, silent.with("SILENT\"", "SILENT"), "Accept", "text/xml")
                .body());

        assertThat(document.getElementsByTagNameNS("*", "acknowledgement").getLength())
                .isEqualTo(2);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatKafkaDoesNotTakeIsToBeSentAgain() throws Exception {
        gateway.outbox.acknowledge(sent -> false);

        HttpResponse<String> answer = post(PATH, aCase("AGAIN"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("NOT_ACKNOWLEDGED");
    }

    @Test
    void withoutARegionNothingIsTaken() throws Exception {
        HttpResponse<String> answer = post("/v1/icsr", aCase("NOWHERE"));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).contains("\"pointer\":\"/regionCode\"").contains("MISSING_FIELD");
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void theKeyMayNameTheRegion() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        try (TestingGateway other =
                new TestingGateway(own, TestingGateway.settings(), List.of(new IcsrRoutes(TestingCase.SHANGHAI)))) {
            Path keys = own.resolve("keys.yaml");
            String former = Files.readString(keys);
            String hash = KeyHash.ofKey("key-of-a-county").toString();
            Files.writeString(
                    keys,
                    former + "  - id: county\n    hash: " + hash
                            + "\n    source: county\n    regionCode: \"500109\"\n");
        }
        try (TestingGateway restarted =
                new TestingGateway(own, TestingGateway.settings(), List.of(new IcsrRoutes(TestingCase.SHANGHAI)))) {
            restarted.send(restarted
                    .request("/v1/icsr")
                    .header("X-API-Key", "key-of-a-county")
                    .header("Content-Type", "text/xml; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(aCase("COUNTY").bytes())));

            assertThat(restarted.outbox.sent().get(0).value()).contains("\"regionCode\":\"500109\"");
        }
    }

    @Test
    void whatIsNoBatchIsRefusedAsAWhole() throws Exception {
        String broken = aCase("CUT").xml();
        byte[] half = broken.substring(0, broken.length() - 40).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = gateway.post(PATH, "application/xml", half);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("MALFORMED_XML").doesNotContain("CN-CLINIC-1");
        assertThat(gateway.post(PATH, "application/json", half).statusCode()).isEqualTo(415);
        assertThat(gateway.send(gateway.request(PATH)
                                .header("Content-Type", "application/xml")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(half)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.outbox.sent()).isEmpty();
    }

    @Test
    void aBodyMayBeCompressedAndABombIsNotUnpacked() throws Exception {
        assertThat(gateway.post(PATH, "application/xml", gzip(aCase("ZIP").bytes()), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(200);
        byte[] bomb = gzip(("<MCCI_IN200100UV01 xmlns=\"urn:hl7-org:v3\">" + " ".repeat(100 << 20))
                .getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer = gateway.post(PATH, "application/xml", bomb, "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void aMessageOfTwoMegabytesIsTakenQuickly() throws Exception {
        String note = "<observationEvent><value>" + "x".repeat(2_000_000) + "</value></observationEvent>";
        long begun = System.nanoTime();

        HttpResponse<String> answer = post(PATH, aCase("LARGE").with("<!-- nullification -->", note));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
}
