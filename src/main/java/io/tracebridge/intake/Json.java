package io.tracebridge.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.springframework.stereotype.Component;

/**
 * JSON as the intake reads and writes it, whatever the rest of the application makes of
 * its own mapper.
 */
@Component
class Json {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final ObjectMapper mapper = JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    /**
     * @throws Refusal if it is not one JSON object
     */
    Map<String, Object> readReport(byte[] json) {
        try {
            var report = this.mapper.readValue(json, OBJECT);
            if (report == null) {
                throw Refusal.malformed("a report is a JSON object, this is null");
            }
            return report;
        }
        catch (JacksonException ex) {
            // Not the exception's own message: it would quote the report.
            var place = ex.getLocation();
            throw Refusal.malformed("a report is one JSON object; this stops being one at line "
                    + ((place != null) ? place.getLineNr() + ", column " + place.getColumnNr() : "1"), ex);
        }
        catch (IOException ex) {
            throw new UncheckedIOException("reading from memory", ex);
        }
    }

    String write(Object value) {
        try {
            return this.mapper.writeValueAsString(value);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException("only plain maps, lists and scalars are written here", ex);
        }
    }

    /** Parses what this program wrote. */
    <T> T read(String json, TypeReference<T> type) {
        try {
            return this.mapper.readValue(json, type);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("the database holds JSON of another shape than was written", ex);
        }
    }

    /**
     * Fast rather than small. Half surrogate pairs, which JavaScript makes when it cuts
     * text, become question marks.
     */
    byte[] gzip(Map<String, Object> body) {
        var bytes = new ByteArrayOutputStream(4096);
        try (var writer = new OutputStreamWriter(new FastGzip(bytes), StandardCharsets.UTF_8)) {
            this.mapper.writeValue(writer, body);
        }
        catch (IOException ex) {
            throw new UncheckedIOException("writing to memory", ex);
        }
        return bytes.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 4096);
            this.def.setLevel(Deflater.BEST_SPEED);
        }

    }

}
