package org.medsentry.gateway.icsr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML that was not written by a friend. */
class HostileIcsrTest {
    private static final String ROOT = "<MCCI_IN200100UV01 xmlns=\"urn:hl7-org:v3\">";

    @TempDir
    private Path folder;

    @Test
    void laughsAtABillionLaughs() {
        StringBuilder type = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            type.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
        }
        refused(type + "]>" + ROOT + "&a19;</MCCI_IN200100UV01>");
    }

    @Test
    void readsNoFileAndCallsNobody() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        String external = "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";

        assertThat(refused(external + new TestingCase().xml().replaceFirst("<\\?xml.*\\?>", "")))
                .doesNotContain("secret");
        refused("<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\">" + ROOT + "</MCCI_IN200100UV01>");
        refused("<!DOCTYPE r [<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;]>" + ROOT + "</MCCI_IN200100UV01>");
    }

    @Test
    void anUnknownEntityIsRefused() {
        assertThat(refused(new TestingCase().with("Rash", "&who;").xml())).doesNotContain("who;");
    }

    @Test
    void goesNoDeeperThanItMust() {
        assertThat(refused(ROOT + "<PORR_IN049016UV>" + "<a>".repeat(100_000))).contains("deep");
        assertThat(refused(ROOT + "<a>".repeat(64) + "</a>".repeat(64) + "</MCCI_IN200100UV01>"))
                .contains("deep");
        assertThat(refused(ROOT + "<a>".repeat(63) + "</a>".repeat(63) + "</MCCI_IN200100UV01>"))
                .contains("no message");
    }

    @Test
    void boundsMessagesAndAttributes() {
        refused(ROOT + "<PORR_IN049016UV/>".repeat(IcsrReader.MOST_MESSAGES + 1) + "</MCCI_IN200100UV01>");
        refused(new TestingCase()
                .with("extension=\"H-4711\"", "extension=\"" + "1".repeat(10_001) + "\"")
                .xml());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "<",
                "<MCCI_IN200100UV01/>",
                "<MCCI_IN200100UV01 xmlns=\"urn:hl7-org:v3\"/>",
                "<MCCI_IN200100UV01 xmlns=\"urn:other\"><PORR_IN049016UV/></MCCI_IN200100UV01>",
                "<ichicsr lang=\"en\"/>",
                "<?xml version=\"1.0\" encoding=\"no-such\"?><a/>",
                "<?xml version=\"9.0\"?><a/>",
            })
    void refusesWhatIsNoReport(String body) {
        refused(body);
    }

    @Test
    void aMessageThatIsEmptyIsAProblemOfItsOwn() {
        IcsrBatch batch = TestingCase.read(
                (ROOT + "<PORR_IN049016UV/></MCCI_IN200100UV01>").getBytes(StandardCharsets.UTF_8),
                TestingCase.CONTEXT);

        assertThat(batch.messages()).singleElement().satisfies(message -> {
            assertThat(message.problem().element()).isEqualTo("C.1");
            assertThat(message.messageNumber()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "GB18030", "ISO-8859-1"})
    void readsTheEncodingThatTheBodyDeclares(String encoding) {
        TestingCase aCase = new TestingCase().with("encoding=\"UTF-8\"", "encoding=\"" + encoding + "\"");
        if (encoding.equals("ISO-8859-1")) {
            aCase.with("皮疹", "Röte");
        }

        IcsrBatch batch = TestingCase.read(aCase.xml().getBytes(Charset.forName(encoding)), TestingCase.CONTEXT);

        assertThat(TestingCase.decoded(batch.messages().get(0)).eventId()).isEqualTo("CN-WORLD-1");
    }

    @Test
    void refusesBytesThatAreNotOfTheirEncoding() {
        byte[] latin = new TestingCase().with("皮疹", "Röte").xml().getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new IcsrReader().read(new ByteArrayInputStream(latin), TestingCase.CONTEXT))
                .isInstanceOf(IcsrException.class);
    }

    @Test
    void whateverIsBrokenItIsRefusedOrAProblemAndNeverAnotherException() throws IOException {
        byte[] good = new TestingCase().bytes();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = good.clone();
            for (int changes = 0; changes <= i % 4; changes++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            int length = i % 5 == 0 ? random.nextInt(broken.length) : broken.length;
            try {
                new IcsrReader().read(new ByteArrayInputStream(broken, 0, length), TestingCase.CONTEXT);
            } catch (IcsrException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 3_000);
    }

    @Test
    void aLargeBatchIsReadMessageByMessage() {
        String xml = new TestingCase().xml();
        int start = xml.indexOf("<PORR_IN049016UV>");
        String message = xml.substring(start, xml.indexOf("<!-- more messages -->"));
        String large = xml.replace("<!-- more messages -->", message.repeat(999));

        IcsrBatch batch = TestingCase.read(large.getBytes(StandardCharsets.UTF_8), TestingCase.CONTEXT);

        assertThat(large.length()).isGreaterThan(8_000_000);
        assertThat(batch.messages())
                .hasSize(1_000)
                .allSatisfy(read -> assertThat(read.problem()).isNull());
        assertThat(batch.messages().get(999).index()).isEqualTo(999);
    }

    private static String refused(String body) {
        try {
            new IcsrReader().read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), TestingCase.CONTEXT);
        } catch (IcsrException | IOException expected) {
            return expected.getMessage();
        }
        throw new AssertionError("taken");
    }
}
