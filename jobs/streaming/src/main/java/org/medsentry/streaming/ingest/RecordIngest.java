package org.medsentry.streaming.ingest;

import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.medsentry.schemas.Stream;
import org.medsentry.schemas.codec.AdverseReactionDecoder;
import org.medsentry.schemas.codec.DeadLetters;
import org.medsentry.schemas.codec.OnlineSaleDecoder;
import org.medsentry.schemas.codec.PurchaseRegistrationDecoder;
import org.medsentry.schemas.codec.RecordDecoder;
import org.medsentry.schemas.codec.RecordException;
import org.medsentry.schemas.event.AdverseReaction;
import org.medsentry.schemas.event.OnlineSale;
import org.medsentry.schemas.event.PurchaseRegistration;
import org.medsentry.schemas.event.StreamRecord;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.Pseudonymiser;
import org.medsentry.schemas.privacy.SecretKeys;

/**
 * Decode, check, pseudonymise: from the bytes of one record to the record or its dead letter. It travels with the job and
 * reads the key file where it runs, so that no key is part of a job graph. Clear personal data never leaves it.
 */
public final class RecordIngest<T extends StreamRecord> implements Serializable {

    public static final TypeInformation<Ingested<PurchaseRegistration>> TYPE_OF_PURCHASE_REGISTRATIONS =
            TypeInformation.of(new TypeHint<Ingested<PurchaseRegistration>>() {});
    public static final TypeInformation<Ingested<AdverseReaction>> TYPE_OF_ADVERSE_REACTIONS =
            TypeInformation.of(new TypeHint<Ingested<AdverseReaction>>() {});
    public static final TypeInformation<Ingested<OnlineSale>> TYPE_OF_ONLINE_SALES =
            TypeInformation.of(new TypeHint<Ingested<OnlineSale>>() {});

    private static final long serialVersionUID = 1;

    /** Binds a decoder to the key material; a named interface because lambdas must be serialisable. */
    private interface DecoderFactory<T extends StreamRecord> extends Serializable {
        RecordDecoder<T> create(Pseudonymiser pseudonymiser);
    }

    private final Stream stream;
    private final String keyFile;
    private final DecoderFactory<T> decoderFactory;
    private final TypeInformation<Ingested<T>> producedType;

    private transient RecordDecoder<T> decoder;
    private transient DeadLetters deadLetters;

    private RecordIngest(
            Stream stream, Path keyFile, DecoderFactory<T> decoderFactory, TypeInformation<Ingested<T>> producedType) {
        this.stream = stream;
        this.keyFile = keyFile.toString();
        this.decoderFactory = decoderFactory;
        this.producedType = producedType;
    }

    public static RecordIngest<PurchaseRegistration> purchases(Path keyFile) {
        return new RecordIngest<>(
                Stream.PURCHASE_REGISTRATIONS,
                keyFile,
                PurchaseRegistrationDecoder::new,
                TYPE_OF_PURCHASE_REGISTRATIONS);
    }

    public static RecordIngest<AdverseReaction> reactions(Path keyFile) {
        return new RecordIngest<>(
                Stream.ADVERSE_REACTIONS, keyFile, AdverseReactionDecoder::new, TYPE_OF_ADVERSE_REACTIONS);
    }

    public static RecordIngest<OnlineSale> onlineSales(Path keyFile) {
        return new RecordIngest<>(Stream.ONLINE_SALES, keyFile, OnlineSaleDecoder::new, TYPE_OF_ONLINE_SALES);
    }

    public Stream stream() {
        return stream;
    }

    public TypeInformation<Ingested<T>> producedType() {
        return producedType;
    }

    /**
     * Reads the keys; call once before {@link #ingest}.
     *
     * @throws java.io.UncheckedIOException or IllegalArgumentException naming the key file and what is wrong with it
     */
    public void open() {
        SecretKeys keys = SecretKeys.load(Path.of(keyFile));
        decoder = decoderFactory.create(new Pseudonymiser(keys));
        deadLetters = new DeadLetters(new PayloadCipher(keys));
    }

    /** Never throws for a bad record. */
    public Ingested<T> ingest(RawRecord raw) {
        byte[] value = raw.value() == null ? new byte[0] : raw.value();
        try {
            return Ingested.good(decoder.decode(value, raw.receivedAt()));
        } catch (RecordException failure) {
            return Ingested.bad(deadLetters.create(
                    stream.id(), failure, value, raw.receivedAt(), raw.topic(), raw.partition(), raw.offset()));
        }
    }
}
