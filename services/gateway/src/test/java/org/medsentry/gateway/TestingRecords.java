package org.medsentry.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.privacy.SecretKeys;

/** Good records of every stream, with personal data that must not come out anywhere. */
public final class TestingRecords {
    public static final String SOURCE = "chain-a";
    public static final String ID_NUMBER = "11010519491231002X";
    public static final String PHONE = "13800138000";
    public static final String NAME = "Zhang San";

    private TestingRecords() {}

    public static SecretKeys keys() {
        byte[] key = new byte[SecretKeys.KEY_BYTES];
        Arrays.fill(key, (byte) 7);
        return SecretKeys.of("k1", Map.of("k1", key));
    }

    public static String record(Stream stream, String source, String eventId) {
        return switch (stream) {
            case PURCHASE_REGISTRATIONS -> """
                    {"eventId":"%s","source":"%s","occurredAt":"2025-03-01T09:30:15+08:00","receiptId":"R-1",\
                    "pharmacyId":"PH-1","regionCode":"500111","buyer":{"idNumber":"%s","phone":"%s","name":"%s",\
                    "symptoms":["FEVER"]},"productCode":"86988001000222","productName":"布洛芬缓释胶囊",\
                    "quantity":2,"unitPrice":18.5,"channel":"COUNTER"}""".formatted(eventId, source, ID_NUMBER, PHONE, NAME);
            case ADVERSE_REACTIONS -> """
                    {"eventId":"%s","source":"%s","occurredAt":"2025-02-01T09:30:15+08:00",\
                    "reportedAt":"2025-03-01T09:30:15+08:00","reporterType":"HOSPITAL","regionCode":"500111",\
                    "patient":{"idNumber":"%s"},"products":[{"productCode":"86988001000222","role":"SUSPECT"}],\
                    "reactions":[{"code":"10037087"}]}""".formatted(eventId, source, ID_NUMBER);
            case ONLINE_SALES -> """
                    {"eventId":"%s","source":"%s","occurredAt":"2025-03-01T09:30:15+08:00","type":"ORDER",\
                    "platformId":"p","sellerId":"s-1","productName":"x","quantity":1,\
                    "buyer":{"idNumber":"%s","phone":"%s"}}""".formatted(eventId, source, ID_NUMBER, PHONE);
        };
    }

    public static String purchase(String eventId) {
        return record(Stream.PURCHASE_REGISTRATIONS, SOURCE, eventId);
    }

    /** Purchases e0, e1 and so on, one a line. */
    public static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> purchase("e" + index))
                .collect(Collectors.joining("\n"));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
