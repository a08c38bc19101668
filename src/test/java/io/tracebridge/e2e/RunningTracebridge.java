package io.tracebridge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/**
 * The whole program as its own process, on its own real engine and database, spoken to
 * through the front door.
 */
public final class RunningTracebridge implements AutoCloseable {

    /** Of the user {@code admin}. */
    static final String PASSWORD = "correct horse battery staple";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;

    private final String url;

    private final Path log;

    private RunningTracebridge(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** Starts the packaged program, as its users do. */
    public static RunningTracebridge start(Path data) throws IOException {
        return start(data, Map.of());
    }

    public static RunningTracebridge start(Path data, Map<String, String> environment) throws IOException {
        return start(data, List.of("-jar", System.getProperty("tracebridge.jar")), environment);
    }

    /**
     * @param mainClass a variant of the program that a test needs, from the test classes
     */
    public static RunningTracebridge start(Path data, Class<?> mainClass, Map<String, String> environment)
            throws IOException {
        return start(data, List.of("-cp", classPath(), mainClass.getName()), environment);
    }

    private static RunningTracebridge start(Path data, List<String> program, Map<String, String> environment)
            throws IOException {
        var port = freePort();
        Files.createDirectories(data);
        Files.createDirectories(log(data).getParent());
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dtracebridge.platform.engine-home=" + System.getProperty("tracebridge.platform.engine-home")));
        command.addAll(program);
        var builder = new ProcessBuilder(command);
        builder.environment()
            .putAll(Map.of("TRACEBRIDGE_DATA", data.toString(), "TRACEBRIDGE_ADMIN_PASSWORD", PASSWORD, "SERVER_PORT",
                    String.valueOf(port), "TRACEBRIDGE_PLATFORM_ENABLED", "true"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()));
        var running = new RunningTracebridge(builder.start(), "http://127.0.0.1:" + port, log(data));
        try {
            running.awaitReady(data);
            return running;
        }
        catch (RuntimeException | Error ex) {
            running.close();
            throw ex;
        }
    }

    private void awaitReady(Path data) {
        var ready = HttpRequest.newBuilder(URI.create(this.url + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(30))
            .build();
        Awaitility.await("ready, see " + log(data))
            .atMost(Duration.ofMinutes(6))
            .pollInterval(Duration.ofMillis(300))
            .ignoreExceptions()
            .failFast("the program ended, see " + log(data), () -> !this.process.isAlive())
            .until(() -> this.http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
    }

    public String url() {
        return this.url;
    }

    /** What it said since its first start. */
    String said() {
        try {
            return Files.readString(this.log);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public JsonNode get(String path) {
        return json(send("GET", path, null), 200);
    }

    public JsonNode put(String path, String body) {
        return json(send("PUT", path, body), 200);
    }

    public JsonNode post(String path, String body, int expectedStatus) {
        return json(send("POST", path, body), expectedStatus);
    }

    /** As the kernel does when memory runs out: no shutdown hook, no farewell. */
    public void kill() throws InterruptedException {
        this.process.destroyForcibly();
        awaitEnd();
    }

    public void awaitEnd() throws InterruptedException {
        if (!this.process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("the program did not end");
        }
    }

    @Override
    public void close() {
        this.process.destroy();
        try {
            if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
                this.process.destroyForcibly();
            }
        }
        catch (InterruptedException ex) {
            this.process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public HttpResponse<String> send(String method, String path, String body) {
        var login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(this.url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Basic " + login)
            .header("Content-Type", "application/json")
            .method(method,
                    (body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
            .build();
        try {
            return this.http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException ex) {
            throw new AssertionError(method + " " + path + " got no answer", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError(ex);
        }
    }

    private static JsonNode json(HttpResponse<String> response, int expectedStatus) {
        if (response.statusCode() != expectedStatus) {
            throw new AssertionError(response.request().method() + " " + response.request().uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        }
        catch (IOException ex) {
            throw new AssertionError("not JSON: " + response.body(), ex);
        }
    }

    /** Outlives the test, for whoever has to find out why it failed. */
    private static Path log(Path data) {
        return Path.of("target", "e2e", data.getParent().getFileName() + ".log").toAbsolutePath();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

}
