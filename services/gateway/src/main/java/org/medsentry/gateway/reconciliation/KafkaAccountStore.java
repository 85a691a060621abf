package org.medsentry.gateway.reconciliation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.medsentry.gateway.kafka.KafkaSettings;
import org.medsentry.schemas.Topic;
import org.medsentry.schemas.codec.Documents;
import org.medsentry.schemas.document.GatewayAccount;

/** Writes accounts to {@code gateway-accounts}. For one thread. */
final class KafkaAccountStore implements AccountStore {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    KafkaAccountStore(KafkaSettings settings) {
        Map<String, Object> properties = settings.producer();
        // Somebody waits for each of them.
        properties.put("linger.ms", "0");
        properties.put("buffer.memory", 4L << 20);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        topic = settings.name(Topic.GATEWAY_ACCOUNTS);
    }

    @Override
    public void write(List<GatewayAccount> accounts) throws AccountStoreException, InterruptedException {
        try {
            List<Future<RecordMetadata>> written = new ArrayList<>();
            for (GatewayAccount account : accounts) {
                String key = account.source() + "|" + account.day() + "|" + account.instance();
                written.add(producer.send(
                        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), Documents.toJson(account))));
            }
            for (Future<RecordMetadata> future : written) {
                future.get();
            }
        } catch (ExecutionException failed) {
            throw new AccountStoreException(failed.getCause());
        } catch (KafkaException refused) {
            throw new AccountStoreException(refused);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
