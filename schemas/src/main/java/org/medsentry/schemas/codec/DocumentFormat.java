package org.medsentry.schemas.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.medsentry.schemas.document.Sighting;
import org.medsentry.schemas.reference.Recall;

/** The JSON form of all documents with times at the offset of one zone; see {@link Documents}. Thread-safe. */
public final class DocumentFormat {
    private final JsonMapper mapper;

    DocumentFormat(ZoneId zone) {
        SimpleModule times = new SimpleModule("times")
                .addSerializer(Instant.class, new TimeSerializer(zone))
                .addSerializer(Sighting.class, new SightingSerializer(zone))
                .addDeserializer(Instant.class, new TimeDeserializer());
        mapper = JsonMapper.builder()
                .addModule(times)
                .addMixIn(Recall.class, RecallFields.class)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .build();
    }

    /** One JSON object in UTF-8 on one line. */
    public byte[] toJson(Object document) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException unwritable) {
            throw unwritable(document, unwritable);
        }
    }

    /** One JSON object on one line. */
    public String toJsonText(Object document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException unwritable) {
            throw unwritable(document, unwritable);
        }
    }

    private static IllegalArgumentException unwritable(Object document, JsonProcessingException cause) {
        return new IllegalArgumentException(
                document.getClass().getSimpleName() + " cannot be written as JSON" + at(cause));
    }

    /** As {@link Documents#fromJson}. */
    public <T> T fromJson(byte[] json, Class<T> type) {
        try {
            T document = mapper.readValue(json, type);
            if (document == null) {
                throw new IllegalArgumentException("null is no " + type.getSimpleName());
            }
            return document;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("no JSON of a " + type.getSimpleName() + at(unreadable));
        } catch (IOException impossible) {
            throw new IllegalArgumentException("no JSON of a " + type.getSimpleName());
        }
    }

    /** Where the mapper failed, by field names alone: its own messages quote values. */
    private static String at(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/", " at /", ""));
    }

    /** {@code class} is a word of Java, so the record calls it otherwise. */
    private interface RecallFields {
        @JsonProperty("class")
        int recallClass();
    }

    private static final class TimeSerializer extends JsonSerializer<Instant> {
        private final ZoneId zone;

        TimeSerializer(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(Rfc3339.format(time, zone));
        }
    }

    private static final class TimeDeserializer extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            long milli = in.hasToken(JsonToken.VALUE_STRING)
                    ? Rfc3339.epochMilli(in.getTextCharacters(), in.getTextOffset(), in.getTextLength())
                    : Rfc3339.INVALID;
            if (milli == Rfc3339.INVALID) {
                throw JsonMappingException.from(in, "no date-time");
            }
            return Instant.ofEpochMilli(milli);
        }
    }
}
