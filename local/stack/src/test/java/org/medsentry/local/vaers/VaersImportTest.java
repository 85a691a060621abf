package org.medsentry.local.vaers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.Seriousness;

/** What becomes of reports, on rows made up for each case. */
class VaersImportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path from;
    private Path to;

    @BeforeEach
    void directories() throws IOException {
        from = Files.createDirectories(directory.resolve("from"));
        to = directory.resolve("to");
    }

    @Test
    void aReportBecomesAnEventWithEveryField() throws IOException {
        write("2001", "", """
                500,03/04/2001,OR,1.2,1,.2,F,"said ""hot"",
                then
                cold",Y,Y,Y,Y,N,02/27/2001,03/01/2001,PUB,
                """, """
                500,XYZ,ACME,  AB-1 ,X (BRAND)
                500,QRS,ACME,UNK,Q (BRAND)
                """, """
                500,Fever,Rash,,,
                500,Fever,Cough,,,
                """);

        VaersImportSummary summary = run();

        JsonNode event = only(VaersImport.REPORTS_FILE);
        assertThat(event.path("eventId").asText()).isEqualTo("VAERS-500");
        assertThat(event.path("source").asText()).isEqualTo("VAERS");
        assertThat(event.path("occurredAt").asText()).isEqualTo("2001-03-01T00:00:00-05:00");
        assertThat(event.path("reportedAt").asText()).isEqualTo("2001-03-04T00:00:00-05:00");
        assertThat(event.path("reporterType").asText()).isEqualTo("VACCINATION_SITE");
        assertThat(event.path("regionCode").asText()).isEqualTo("994100");
        assertThat(event.path("patient")).isEqualTo(JSON.readTree("{\"birthYear\":1999,\"sex\":\"F\"}"));
        assertThat(event.path("products")).hasSize(2);
        JsonNode product = event.path("products").get(0);
        assertThat(product.path("productCode").asText()).matches("8699\\d{10}");
        assertThat(product.path("lotNumber").asText()).isEqualTo("AB-1");
        assertThat(product.path("manufacturerId").asText()).isEqualTo("ACME");
        assertThat(product.path("productName").asText()).isEqualTo("X (BRAND)");
        assertThat(product.path("role").asText()).isEqualTo("SUSPECT");
        assertThat(event.path("products").get(1).has("lotNumber")).isFalse();
        assertThat(texts(event.path("reactions"), "term")).containsExactly("Fever", "Rash", "Cough");
        assertThat(texts(event.path("reactions"), "code"))
                .allMatch(code -> code.matches("VAERS-[0-9A-F]{12}"))
                .doesNotHaveDuplicates();
        assertThat(event.path("seriousness").toString())
                .isEqualTo("[\"DEATH\",\"LIFE_THREATENING\",\"HOSPITALISATION\",\"DISABILITY\"]");
        assertThat(event.path("outcome").asText()).isEqualTo("FATAL");
        assertThat(event.path("expectedness").asText()).isEqualTo("UNKNOWN");
        assertThat(event.has("awareAt")).isFalse();
        assertThat(Files.readString(to.resolve(VaersImport.REPORTS_FILE))).doesNotContain("cold");
        assertThat(summary.reports()).isEqualTo(1);
        assertThat(summary.died()).isEqualTo(1);
        assertThat(summary.terms()).isEqualTo(3);
        assertThat(summary.deadLetters()).isZero();
    }

    @Test
    void productsOfTheImportAreVaccinesOfTheReservedRange() throws IOException {
        write("2001", "", "1,03/04/2001,,,,,,,,,,,,,,,\n", "1,FLU3,ACME,,\n1,FLU3,OTHER,,\n1,FLU3,ACME,L2,\n", "");

        run();

        List<JsonNode> products = lines(VaersImport.PRODUCTS_FILE);
        assertThat(products).hasSize(2);
        assertThat(products).allSatisfy(product -> {
            assertThat(product.path("productCode").asText()).matches("8699\\d{10}");
            assertThat(product.path("riskClasses").toString()).isEqualTo("[\"VACCINE\"]");
            assertThat(product.path("nameZh").asText()).startsWith("三价流感疫苗");
        });
        assertThat(texts(only(VaersImport.REPORTS_FILE).path("products"), "productCode"))
                .hasSameElementsAs(products.stream()
                        .map(product -> product.path("productCode").asText())
                        .toList());
    }

    @Test
    void theOnsetFallsBackToTheVaccinationAndThenToTheReceipt() throws IOException {
        write("2001", "", """
                1,03/04/2001,,,,,,,,,,,,02/27/2001,03/01/2001,,
                2,03/04/2001,,,,,,,,,,,,02/27/2001,,,
                3,03/04/2001,,,,,,,,,,,,,,,
                4,03/04/2001,,,,,,,,,,,,02/27/2001,03/01/2010,,
                5,03/04/2001,,,,,,,,,,,,02/27/2010,03/01/2010,,
                6,03/04/2001,,,,,,,,,,,,,02/30/2001,,
                """, "", "");

        VaersImportSummary summary = run();

        assertThat(lines(VaersImport.REPORTS_FILE))
                .extracting(event -> event.path("occurredAt").asText().substring(0, 10))
                .containsExactly("2001-03-01", "2001-02-27", "2001-03-04", "2001-02-27", "2001-03-04", "2001-03-04");
        assertThat(summary.onsetFromVaccination()).isEqualTo(2);
        assertThat(summary.onsetFromReceipt()).isEqualTo(3);
        assertThat(summary.datesAfterReceipt()).isEqualTo(3);
        assertThat(summary.unreadableValues()).isEqualTo(1);
    }

    @Test
    void aReportWithoutVaccineOrTermIsStillAnEvent() throws IOException, RecordException {
        write("2001", "", "1,03/04/2001,,,,,,,Y,,,,,,,,\n", "", "1,,,,,\n");

        VaersImportSummary summary = run();

        JsonNode event = only(VaersImport.REPORTS_FILE);
        assertThat(texts(event.path("reactions"), "code")).containsExactly("VAERS-UNCODED");
        assertThat(texts(event.path("products"), "manufacturerId")).containsExactly("UNKNOWN MANUFACTURER");
        assertThat(lines(VaersImport.PRODUCTS_FILE)).hasSize(1);
        assertThat(summary.withoutVaccine()).isEqualTo(1);
        assertThat(summary.withoutReaction()).isEqualTo(1);
        AdverseReaction taken = new AdverseReactionDecoder(TestingKeys.pseudonymiser())
                .decode(JSON.writeValueAsBytes(event), Instant.now());
        assertThat(taken.seriousness()).containsExactly(Seriousness.DEATH);
    }

    @Test
    void whatTheContractCannotHoldIsCappedAndCounted() throws IOException {
        String doses = IntStream.range(0, 25)
                .mapToObj(i -> "1,FLU3,ACME,L" + i + ",\n")
                .collect(Collectors.joining());
        String terms = IntStream.range(0, 7)
                .mapToObj(i -> "1,A" + i + ",B" + i + ",C" + i + ",D" + i + ",E" + i + "\n")
                .collect(Collectors.joining());
        write("2001", "", "1,03/04/2001,,,,,,,,,,,,,,,\n", doses, terms);

        VaersImportSummary summary = run();

        JsonNode event = only(VaersImport.REPORTS_FILE);
        assertThat(event.path("products")).hasSize(20);
        assertThat(event.path("reactions")).hasSize(30);
        assertThat(summary.productsCapped()).isEqualTo(1);
        assertThat(summary.reactionsCapped()).isEqualTo(1);
    }

    @Test
    void badRowsAreDeadLettersThatNameFileLineAndReason() throws IOException {
        write("2001", "", """
                1,03/04/2001,,,,,,"two
                lines",,,,,,,,,
                2,,,,,,,,,,,,,,,,
                3,soon,,,,,,,,,,,,,,,
                1,03/05/2001,,,,,,,,,,,,,,,
                x7,03/05/2001,,,,,,,,,,,,,,,
                4,03/05/2001
                """, "2,FLU3,ACME,,\n9,FLU3,ACME,,\n1,FLU3\n", "");

        VaersImportSummary summary = run();

        assertThat(lines(VaersImport.REPORTS_FILE)).hasSize(1);
        assertThat(lines(VaersImport.DEAD_LETTERS_FILE))
                .extracting(letter -> letter.path("file").asText()
                        + ':'
                        + letter.path("line")
                        + ' '
                        + letter.path("reason").asText())
                .containsExactly(
                        "2001VAERSDATA.csv:4 MISSING_FIELD",
                        "2001VAERSDATA.csv:5 WRONG_TYPE",
                        "2001VAERSDATA.csv:6 DUPLICATE",
                        "2001VAERSDATA.csv:7 WRONG_TYPE",
                        "2001VAERSDATA.csv:8 MALFORMED_ROW",
                        "2001VAERSVAX.csv:3 ORPHAN",
                        "2001VAERSVAX.csv:4 MALFORMED_ROW");
        assertThat(summary.reports()).isEqualTo(6);
        assertThat(summary.events() + summary.deadLetters()).isEqualTo(summary.reports());
        assertThat(summary.rejectedRows()).isEqualTo(2);
        assertThat(summary.firstRejections()).contains("2001VAERSDATA.csv line 4: RECVDATE is missing");
    }

    @Test
    void yearsAreReadTogetherAndSortedByReceiptAndNumber() throws IOException {
        write("2002", ".gz", "9,01/02/2002,,,,,,,,,,,,,,,\n10,01/02/2002,,,,,,,,,,,,,,,\n", "9,MMR,ACME,,\n", "");
        write("2001", "", "11,01/01/2001,,,,,,,,,,,,,,,\n", "11,MMR,ACME,,\n", "");

        VaersImportSummary summary = run();

        assertThat(lines(VaersImport.REPORTS_FILE))
                .extracting(event -> event.path("eventId").asText())
                .containsExactly("VAERS-11", "VAERS-9", "VAERS-10");
        assertThat(summary.files()).isEqualTo(6);
    }

    @Test
    void progressEndsAtTheSizeOfAllFiles() throws IOException {
        write("2001", ".gz", "1,03/04/2001,,,,,,,,,,,,,,,\n", "", "");
        List<Long> done = new ArrayList<>();
        List<Long> inAll = new ArrayList<>();

        VaersImport.run(from, to, (bytesRead, bytesInAll) -> {
            done.add(bytesRead);
            inAll.add(bytesInAll);
        });

        assertThat(done).isSorted();
        assertThat(done.get(done.size() - 1)).isEqualTo(inAll.get(0));
    }

    @Test
    void whatCannotBeImportedAtAllIsOneClearLine() throws IOException {
        assertThatThrownBy(() -> VaersImport.run(directory.resolve("nowhere"), to, VaersImportProgress.SILENT))
                .isInstanceOf(VaersImportException.class)
                .hasMessageEndingWith("nowhere is not a directory");
        assertThatThrownBy(this::run)
                .isInstanceOf(VaersImportException.class)
                .hasMessageStartingWith("no VAERS files in");

        Files.writeString(from.resolve("2001VAERSDATA.csv"), TestingVaersFiles.DATA_HEADER);
        assertThatThrownBy(this::run).isInstanceOf(VaersImportException.class).hasMessageContaining("2001VAERSVAX.csv");

        write("2001", "", "1,03/04/2001,,,,,,\"never closed\n", "", "");
        assertThatThrownBy(this::run)
                .isInstanceOf(VaersImportException.class)
                .hasMessageContaining("2001VAERSDATA.csv line 2: no well-formed CSV");

        write("2001", "", "", "", "");
        Files.writeString(from.resolve("2001VAERSVAX.csv"), "VAERS_ID,VAX_TYPE\n");
        assertThatThrownBy(this::run)
                .isInstanceOf(VaersImportException.class)
                .hasMessageContaining("line 1: no column VAX_MANU");

        Files.write(from.resolve("2001VAERSDATA.csv.gz"), new byte[] {1, 2, 3});
        assertThatThrownBy(this::run).isInstanceOf(VaersImportException.class).hasMessageContaining("same table");
        assertThat(to).doesNotExist();
    }

    private VaersImportSummary run() throws IOException {
        return VaersImport.run(from, to, VaersImportProgress.SILENT);
    }

    private void write(String year, String suffix, String data, String vaccines, String symptoms) throws IOException {
        new TestingVaersFiles(from).write(year, suffix, data, vaccines, symptoms);
    }

    private JsonNode only(String file) throws IOException {
        List<JsonNode> lines = lines(file);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(to.resolve(file), StandardCharsets.UTF_8)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }
}
