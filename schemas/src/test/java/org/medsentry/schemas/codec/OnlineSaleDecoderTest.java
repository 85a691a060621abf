package org.medsentry.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.event.OnlineBuyer;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.OnlineSaleType;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.TestingKeys;

class OnlineSaleDecoderTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-01T02:00:00Z");
    private static final String ORDER = Corpus.good(Stream.ONLINE_SALES).get(0);

    private final Pseudonymiser pseudonymiser = new Pseudonymiser(TestingKeys.of("k1"));
    private final OnlineSaleDecoder decoder = new OnlineSaleDecoder(pseudonymiser);

    @Test
    void readsEveryField() throws RecordException {
        String idNumber = ORDER.replaceAll(".*\"idNumber\": \"([0-9X]+)\".*", "$1");

        assertThat(decode(ORDER))
                .isEqualTo(new OnlineSale(
                        "O-1",
                        "platform-feed",
                        Instant.parse("2026-03-01T01:00:00Z"),
                        OnlineSaleType.ORDER,
                        "PLAT-1",
                        "SELLER-0001",
                        "渝CB0231200",
                        "500111",
                        "https://shop.example/i/1?x=1#y",
                        "86988001000222",
                        "布洛芬缓释胶囊",
                        "国药准字H20139001",
                        "25010321",
                        "81234567890123456789",
                        17.9,
                        3,
                        new OnlineBuyer(pseudonymiser.person(idNumber), pseudonymiser.phone("13900139000"), "360102"),
                        true));
    }

    @Test
    void onlyAnOrderHasABuyer() throws RecordException {
        assertThat(decode(ORDER.replace("\"ORDER\"", "\"LISTING\"")).buyer()).isNull();
        assertThat(decode(ORDER.replaceAll("\"buyer\": \\{[^}]*}", "\"buyer\": {}"))
                        .buyer())
                .isEqualTo(new OnlineBuyer(null, null, null));
    }

    private OnlineSale decode(String json) throws RecordException {
        return decoder.decode(json.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }
}
