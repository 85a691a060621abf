package org.medsentry.streaming.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.reference.Recall;
import org.medsentry.schemas.reference.Unit;

class CatalogueTest {

    private static final Instant EFFECTIVE = Instant.parse("2026-03-01T00:00:00Z");

    private final Catalogue catalogue = new Catalogue();
    private long offset;

    private void put(Topic topic, String json) throws RecordException {
        catalogue.apply(row(topic, "unused", json, offset++));
    }

    private static ControlRecord row(Topic topic, String key, String json, long offset) {
        byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return new ControlRecord(topic, topic.id(), key, value, 0, offset, EFFECTIVE);
    }

    private static String product(String code, String nameZh, String approvalNumber) {
        return """
                {"productCode":"%s","nameZh":"%s","nameEn":"Ibuprofen SR Capsules","approvalNumber":"%s"}""".formatted(code, nameZh, approvalNumber);
    }

    private static String recall(String id, int recallClass, String lots, String status) {
        return """
                {"recallId":"%s","productCode":"86900000000017","lotNumbers":[%s],"class":%d,
                 "effectiveAt":"2026-03-01T08:00:00+08:00","status":"%s"}""".formatted(id, lots, recallClass, status);
    }

    @Test
    void laterRowsReplaceEarlierOnes() throws RecordException {
        put(Topic.PRODUCTS, product("86900000000017", "旧", "国药准字H1"));
        put(Topic.PRODUCTS, product("86900000000017", "新", "国药准字H1"));

        assertThat(catalogue.product("86900000000017").nameZh()).isEqualTo("新");
        assertThat(catalogue.product(null, null, "旧")).isNull();
    }

    @Test
    void aRowTakenAwayIsGone() throws RecordException {
        put(Topic.PRODUCTS, product("86900000000017", "布洛芬缓释胶囊", "国药准字H1"));
        catalogue.apply(row(Topic.PRODUCTS, "86900000000017", null, offset++));

        assertThat(catalogue.product("86900000000017")).isNull();
        assertThat(catalogue.product(null, "国药准字H1", null)).isNull();
        assertThat(catalogue.size(Topic.PRODUCTS)).isZero();
    }

    @Test
    void aBadRowLeavesWhatWasInForce() throws RecordException {
        put(Topic.PRODUCTS, product("86900000000017", "布洛芬缓释胶囊", "国药准字H1"));

        assertThatExceptionOfType(RecordException.class).isThrownBy(() -> put(Topic.PRODUCTS, "{\"productCode\":7}"));

        assertThat(catalogue.product("86900000000017")).isNotNull();
    }

    @Test
    void aListingWithoutCodeIsFoundByApprovalNumberThenByName() throws RecordException {
        put(Topic.PRODUCTS, product("86900000000024", "布洛芬缓释胶囊", "国药准字H2"));
        put(Topic.PRODUCTS, product("86900000000017", "布洛芬缓释胶囊", "国药准字H1"));

        assertThat(catalogue.product(null, "国药准字 Ｈ2", "别的").productCode()).isEqualTo("86900000000024");
        assertThat(catalogue.product(null, "国药准字H9", " 布洛芬 缓释胶囊").productCode())
                .as("of several the lowest code")
                .isEqualTo("86900000000017");
        assertThat(catalogue.product(null, null, "ibuprofen sr capsules").productCode())
                .isEqualTo("86900000000017");
        assertThat(catalogue.product(null, null, "布洛芬缓释胶囊检测盒")).isNull();
        assertThat(catalogue.product("86900000000099", "国药准字H1", "布洛芬缓释胶囊"))
                .as("an unknown code is not guessed at")
                .isNull();
    }

    @Test
    void theMostSevereActiveRecallOfTheLotCounts() throws RecordException {
        put(Topic.RECALLS, recall("R1", 3, "\"A\",\"B\"", "ACTIVE"));
        put(Topic.RECALLS, recall("R2", 2, "\"A\"", "ACTIVE"));
        put(Topic.RECALLS, recall("R3", 1, "\"A\"", "CLOSED"));

        assertThat(catalogue.recall("86900000000017", "A", EFFECTIVE))
                .extracting(Recall::recallId)
                .isEqualTo("R2");
        assertThat(catalogue.recall("86900000000017", "B", EFFECTIVE))
                .extracting(Recall::recallId)
                .isEqualTo("R1");
        assertThat(catalogue.recall("86900000000017", "C", EFFECTIVE)).isNull();
        assertThat(catalogue.recall("86900000000017", null, EFFECTIVE)).isNull();
        assertThat(catalogue.recall("86900000000017", "A", EFFECTIVE.minusMillis(1)))
                .isNull();
        assertThat(catalogue.recall("86900000000024", "A", EFFECTIVE)).isNull();
    }

    @Test
    void aRecallWithoutLotsCoversEveryLotKnownOrNot() throws RecordException {
        put(Topic.RECALLS, recall("R1", 2, "", "ACTIVE"));

        assertThat(catalogue.recall("86900000000017", "X", EFFECTIVE)).isNotNull();
        assertThat(catalogue.recall("86900000000017", null, EFFECTIVE)).isNotNull();

        put(Topic.RECALLS, recall("R1", 2, "", "CLOSED"));
        assertThat(catalogue.recall("86900000000017", "X", EFFECTIVE)).isNull();
    }

    @Test
    void regionsAndUnitsFallBackToTheDefaultCatalogue() throws RecordException {
        assertThat(catalogue.region("500111").nameZh()).contains("大足");
        assertThat(catalogue.region("500111").path()).containsExactly("500000", "500100", "500111");
        assertThat(catalogue.region("500111003").path()).containsExactly("500000", "500100", "500111", "500111003");
        assertThat(catalogue.region("500000").path()).containsExactly("500000");
        assertThat(catalogue.region("999999").nameZh()).isNull();
        int defaults = catalogue.units().size();

        put(Topic.REGIONS, "{\"code\":\"500111\",\"nameZh\":\"新名\"}");
        put(Topic.UNITS, """
                {"unitId":"U-NEW","nameZh":"新","regionPrefix":"5001","topics":["PURCHASE"],"minLevel":"II"}""");

        assertThat(catalogue.region("500111").nameZh()).isEqualTo("新名");
        assertThat(catalogue.units())
                .hasSize(defaults + 1)
                .extracting(Unit::unitId)
                .contains("U-NEW");
    }
}
