package io.tracebridge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/**
 * A triager's Tasklist, as far as the local engine is concerned: it completes user tasks
 * over the engine's REST API. That API finds no tasks without a search database, so the
 * engine is told to write what it does into its log, and the keys are read there.
 */
final class TaskList {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    private final Path log;

    private final int port;

    private long seen;

    private TaskList(Path log, int port) {
        this.log = log;
        this.port = port;
    }

    /** To be called before the program starts, with {@link #environment()}. */
    static TaskList of(Path data) throws IOException {
        var engine = data.resolve("engine");
        var settings = engine.resolve("config").resolve("application.properties");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, """
                zeebe.broker.exporters.log.class-name=io.camunda.zeebe.broker.exporter.debug.DebugLogExporter
                zeebe.broker.exporters.log.args.logLevel=info
                """);
        return new TaskList(engine.resolve("logs").resolve("zeebe.log"), RunningTracebridge.freePort());
    }

    Map<String, String> environment() {
        return Map.of("TRACEBRIDGE_PLATFORM_ENGINERESTPORT", String.valueOf(this.port));
    }

    /** Waits for the next task of that element and answers its key. */
    long next(String elementId) {
        this.seen = Awaitility.await("user task " + elementId)
            .atMost(Duration.ofSeconds(30))
            .until(() -> created(elementId), Optional::isPresent)
            .orElseThrow();
        return this.seen;
    }

    /**
     * As Tasklist does when somebody presses its button.
     * @return the HTTP status
     */
    int complete(long userTaskKey, String variables) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:%d/v2/user-tasks/%d/completion".formatted(this.port, userTaskKey));
        var request = HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"variables\":" + variables + "}"))
            .build();
        return this.http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private Optional<Long> created(String elementId) {
        try (var lines = Files.lines(this.log)) {
            return lines.filter((line) -> line.contains("\"USER_TASK\""))
                .map((line) -> json(line.substring(line.indexOf('{'))))
                .filter((record) -> record.path("valueType").asText().equals("USER_TASK")
                        && record.path("intent").asText().equals("CREATED")
                        && record.at("/value/elementId").asText().equals(elementId))
                .map((record) -> record.path("key").asLong())
                .filter((key) -> key > this.seen)
                .findFirst();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        }
        catch (IOException ex) {
            // The last line may not be complete yet.
            return JSON.missingNode();
        }
    }

}
