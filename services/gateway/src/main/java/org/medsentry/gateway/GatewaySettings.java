package org.medsentry.gateway;

import java.nio.file.Path;
import java.time.ZoneId;
import org.medsentry.gateway.http.HttpSettings;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.schemas.codec.DefaultZone;

/**
 * What the gateway needs to know.
 *
 * @param secretKeys the key file of pseudonyms, the same that the jobs have
 * @param apiKeys the keys of the networks
 * @param zone whose days quotas go by
 */
public record GatewaySettings(KafkaSettings kafka, HttpSettings http, Path secretKeys, Path apiKeys, ZoneId zone) {

    public static GatewaySettings of(KafkaSettings kafka, HttpSettings http, Path secretKeys, Path apiKeys) {
        return new GatewaySettings(kafka, http, secretKeys, apiKeys, DefaultZone.SHANGHAI);
    }
}
