package org.medsentry.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsentry.schemas.Topic;

class TopicSetupTest {

    @ParameterizedTest
    @EnumSource(Topic.class)
    void givesEachTopicWhatItLivesBy(Topic topic) {
        var settings = TopicSetup.settings(topic);

        if (topic.kind() == Topic.Kind.REFERENCE) {
            assertThat(settings).containsEntry("cleanup.policy", "compact");
        } else {
            assertThat(settings).containsEntry("message.timestamp.type", "LogAppendTime");
        }
    }

    @Test
    void accountsGoOnlyOnceTheyAreOld() {
        assertThat(TopicSetup.settings(Topic.GATEWAY_ACCOUNTS))
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.ms", "3456000000");
    }
}
