package org.medsentry.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaticFilesTest {

    @Test
    void theImportMapIsKnownByItsHashAndNothingElseRuns() {
        // The hash of an empty text is well known.
        assertThat(ContentSecurityPolicy.of("<script type=\"importmap\"></script><script>evil()</script>"))
                .contains("script-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
                .doesNotContain("unsafe-inline", "unsafe-eval");
    }

    @Test
    void textIsCompressedAndAChangedFileHasAnotherTag() {
        StaticFile script = StaticFile.of("a.js", "x".repeat(5000).getBytes());
        assertThat(script.type()).startsWith("text/javascript");
        assertThat(script.compressed().length).isLessThan(200);
        assertThat(StaticFile.of("a.js", "y".repeat(5000).getBytes()).tag()).isNotEqualTo(script.tag());
        assertThat(StaticFile.of("a.png", new byte[5000]).compressed()).isNull();
    }
}
