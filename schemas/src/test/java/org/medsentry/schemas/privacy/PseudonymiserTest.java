package org.medsentry.schemas.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudonymiserTest {
    private static final String NUMBER = "11010519491231002X";

    private final Pseudonymiser pseudonymiser = new Pseudonymiser(TestingKeys.of("k1"));

    @Test
    void aTokenNamesItsKeyAndHas128Bits() {
        assertThat(pseudonymiser.person(NUMBER)).matches("k1:[A-Za-z0-9_-]{22}");
    }

    @Test
    void thisTokenStaysTheSameInEveryVersion() {
        assertThat(pseudonymiser.person(NUMBER)).isEqualTo("k1:M4SclO2DL1pVuDH4976_LQ");
        assertThat(pseudonymiser.phone("13800138000")).isEqualTo("k1:7gM8cYmmkEpZhiZBbdpsXg");
        assertThat(pseudonymiser.senderToken("chain-a", "t-1")).isEqualTo("k1:5jWwaL5GON2bNQnbjwqCYQ");
    }

    @Test
    void onePersonHasOneTokenHoweverWritten() {
        String token = pseudonymiser.person(NUMBER);
        assertThat(pseudonymiser.person(" 11010519491231002x")).isEqualTo(token);
        assertThat(new Pseudonymiser(TestingKeys.of("k1")).person(NUMBER)).isEqualTo(token);
    }

    @Test
    void onePhoneHasOneTokenHoweverWritten() {
        String token = pseudonymiser.phone("13800138000");
        for (String written : new String[] {
            "138 0013 8000",
            "138-0013-8000",
            "+8613800138000",
            "+86 138 0013 8000",
            "0086-13800138000",
            "(138)00138000",
            "１３８００１３８０００"
        }) {
            assertThat(pseudonymiser.phone(written)).as(written).isEqualTo(token);
        }
        assertThat(pseudonymiser.phone("13800138001")).isNotEqualTo(token);
        assertThat(pseudonymiser.phone("023-8613800138")).isNotEqualTo(pseudonymiser.phone("023-13800138"));
    }

    @Test
    void kindsAndSourcesAndKeysAreKeptApart() {
        List<String> tokens = new ArrayList<>(List.of(
                pseudonymiser.person("13800138000"),
                pseudonymiser.phone("13800138000"),
                pseudonymiser.senderToken("a", "13800138000"),
                pseudonymiser.senderToken("b", "13800138000"),
                pseudonymiser.senderToken("a1", "3800138000"),
                pseudonymiser.senderToken("", "a13800138000")));
        new ArrayList<>(tokens).forEach(token -> tokens.add(token.substring(token.indexOf(':') + 1)));
        String other = new Pseudonymiser(TestingKeys.of("k2")).person("13800138000");
        tokens.add(other.substring(other.indexOf(':') + 1));

        assertThat(tokens).doesNotHaveDuplicates();
    }

    @Test
    void anotherCurrentKeyGivesOtherTokens() {
        String before = new Pseudonymiser(TestingKeys.of("k1", "k2")).person(NUMBER);
        String after = new Pseudonymiser(TestingKeys.of("k2", "k1")).person(NUMBER);

        assertThat(before).startsWith("k1:").isEqualTo(pseudonymiser.person(NUMBER));
        assertThat(after).startsWith("k2:");
    }
}
