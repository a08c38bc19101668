package io.tracebridge.logging;

import java.io.IOException;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Log lines for people, and for log stores on demand. */
class LogFormatTest {

    private static final Map<String, String> FIELDS = Map.of(LogFields.GROUP, "12", LogFields.JOB, "345");

    private final LoggerContext context = new LoggerContext();

    @Test
    void aLineForPeopleNamesWhatItIsAboutWithoutMuchAdo() throws IOException {
        assertThat(human(FIELDS)).isIn("[group=12, job=345] done", "[job=345, group=12] done");
        assertThat(human(Map.of())).isEqualTo("done");
    }

    @Test
    void aStructuredLineHasThemAsFieldsOfTheirOwn() throws IOException {
        var line = structured(FIELDS);

        assertThat(line.path("message").asText()).isEqualTo("done");
        assertThat(line.at("/tracebridge/group").asText()).isEqualTo("12");
        assertThat(line.at("/tracebridge/job").asText()).isEqualTo("345");
        assertThat(line.at("/service/name").asText()).isEqualTo("tracebridge");
    }

    private String human(Map<String, String> fields) throws IOException {
        var settings = new YamlPropertySourceLoader().load("settings", new ClassPathResource("application.yaml"))
            .getFirst();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(this.context);
        encoder.setPattern(settings.getProperty("logging.pattern.correlation") + "%m");
        encoder.start();
        return new String(encoder.encode(event(fields)), UTF_8);
    }

    private JsonNode structured(Map<String, String> fields) throws IOException {
        this.context.putObject(Environment.class.getName(),
                new MockEnvironment().withProperty("spring.application.name", "tracebridge"));
        var encoder = new StructuredLogEncoder();
        encoder.setContext(this.context);
        encoder.setFormat("ecs");
        encoder.start();
        return new ObjectMapper().readTree(encoder.encode(event(fields)));
    }

    private LoggingEvent event(Map<String, String> fields) {
        var event = new LoggingEvent("", this.context.getLogger("a.b"), Level.INFO, "done", null, null);
        event.setMDCPropertyMap(fields);
        return event;
    }

}
