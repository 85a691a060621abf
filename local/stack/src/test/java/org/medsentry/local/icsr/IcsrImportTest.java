package org.medsentry.local.icsr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.icsr.IcsrContext;
import org.medsentry.gateway.icsr.IcsrException;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.DefaultZone;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/** The sample of docs/feeding.md, changed and compressed. */
class IcsrImportTest {
    private static final IcsrContext CONTEXT = new IcsrContext("network-1", "500111", DefaultZone.SHANGHAI);

    @TempDir
    private Path folder;

    @Test
    void reportsBecomeRecordsAndProblemsDeadLetters() throws Exception {
        String sample = Files.readString(sample());
        Path plain = Files.writeString(folder.resolve("one.xml"), sample);
        Path followUp = Files.writeString(folder.resolve("two.xml"), sample.replace("B240117", "B240118"));
        Path bad = folder.resolve("bad.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bad))) {
            out.write(sample.replace("<code code=\"29\"", "<code code=\"2\"").getBytes(StandardCharsets.UTF_8));
        }

        IcsrImport.Summary summary = IcsrImport.run(List.of(plain, followUp, bad), folder, CONTEXT);

        assertThat(summary).isEqualTo(new IcsrImport.Summary(3, 2, 1, 0));
        AdverseReactionDecoder decoder = new AdverseReactionDecoder(
                new Pseudonymiser(SecretKeys.of("test", Map.of("test", new byte[SecretKeys.KEY_BYTES]))));
        List<String> lines = Files.readAllLines(folder.resolve(IcsrImport.REPORTS_FILE));
        AdverseReaction first = decoder.decode(lines.get(0).getBytes(StandardCharsets.UTF_8), Instant.now());
        AdverseReaction second = decoder.decode(lines.get(1).getBytes(StandardCharsets.UTF_8), Instant.now());
        assertThat(first.eventId()).isEqualTo("CN-NETWORK1-0007").isEqualTo(second.eventId());
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(Files.readString(folder.resolve(IcsrImport.DEAD_LETTERS_FILE)))
                .contains("\"element\":\"E.i\"", "\"file\":\"bad.xml.gz\"", "\"reason\":\"MISSING_FIELD\"");
    }

    @Test
    void recordNumbersStayInTheFilesTheyCameIn() throws Exception {
        Path named = Files.writeString(
                folder.resolve("named.xml"), Files.readString(sample()).replace("<birthTime value=\"1970\"/>", """
                        <birthTime value="1970"/><asIdentifiedEntity>
                        <id extension="H-4711" root="2.16.840.1.113883.3.989.2.1.3.9"/>
                        <code code="3" codeSystem="2.16.840.1.113883.3.989.2.1.1.4"/></asIdentifiedEntity>"""));

        IcsrImport.run(List.of(named), folder, CONTEXT);

        assertThat(Files.readString(folder.resolve(IcsrImport.REPORTS_FILE))).doesNotContain("H-4711", "token");
    }

    @Test
    void aFileThatIsNoReportLeavesNothingBehind() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.xml"), "<html/>");

        assertThatThrownBy(() -> IcsrImport.run(List.of(sample(), wrong), folder.resolve("to"), CONTEXT))
                .isInstanceOf(IcsrException.class)
                .hasMessageContaining("wrong.xml");
        assertThat(folder.resolve("to")).isEmptyDirectory();
    }

    private static Path sample() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve(".mvn")))
                .findFirst()
                .orElse(here)
                .resolve("docs/samples/case.xml");
    }
}
