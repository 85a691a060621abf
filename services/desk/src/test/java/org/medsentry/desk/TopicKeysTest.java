package org.medsentry.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.Topic;

class TopicKeysTest {

    private static String key(Topic topic, String json) throws Exception {
        return TopicKeys.of(topic, new ObjectMapper().readTree(json));
    }

    @Test
    void takesWhatIsNobodysSecret() throws Exception {
        assertThat(key(Topic.PURCHASE_REGISTRATIONS, """
                        {"pharmacyId": "P1", "buyer": {"idNumber": "110101199003074477"}}""")).isEqualTo("P1");
        assertThat(key(Topic.ADVERSE_REACTIONS, """
                        {"products": [{"productCode": "86"}, {"productCode": "87"}]}""")).isEqualTo("86");
        assertThat(key(Topic.ONLINE_SALES, """
                        {"sellerId": "S1"}""")).isEqualTo("S1");
    }

    @Test
    void hasNoneForARecordWithoutTheField() throws Exception {
        assertThat(key(Topic.PURCHASE_REGISTRATIONS, "[1]")).isNull();
        assertThat(key(Topic.ADVERSE_REACTIONS, "{\"products\": []}")).isNull();
        assertThat(key(Topic.ONLINE_SALES, "{\"sellerId\": 7}")).isNull();
        assertThat(key(Topic.RECALLS, "{\"recallId\": \"\"}")).isNull();
    }

    @Test
    void coversEveryTopicThatNetworksWriteTo() {
        assertThat(Topic.values())
                .filteredOn(topic -> topic.kind() != Topic.Kind.OUTPUT && topic != Topic.RULES)
                .allMatch(TopicKeys::takesRecords);
        assertThat(Arrays.stream(Topic.values()).filter(topic -> topic.kind() == Topic.Kind.OUTPUT))
                .filteredOn(TopicKeys::takesRecords)
                .containsExactly(Topic.ALERT_ACTIONS);
    }
}
