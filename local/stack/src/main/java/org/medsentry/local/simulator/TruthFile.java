package org.medsentry.local.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

/** The truth as a file: scenarios by id, times in RFC 3339. */
final class TruthFile {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, new Text<>(Instant::toString))
                    .addSerializer(Scenario.class, new Text<>(Scenario::id)));

    private TruthFile() {}

    static void write(Path file, SimulationTruth truth) throws IOException {
        JSON.writeValue(file.toFile(), truth);
    }

    private static final class Text<T> extends JsonSerializer<T> {

        private final Function<T, String> text;

        private Text(Function<T, String> text) {
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }
}
