package io.tracebridge.tracker.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call, relative to an {@link Endpoint}. Path segments and query values are given
 * plain and encoded once, here, so no value can reach beyond its place. Immutable.
 */
public final class TrackerRequest {

    private final String method;

    private final Path path;

    private final List<Map.Entry<String, String>> query;

    private final Map<String, String> headers;

    private final Optional<Body> body;

    private final boolean anyAnswer;

    private TrackerRequest(String method, Path path, List<Map.Entry<String, String>> query, Map<String, String> headers,
            Optional<Body> body, boolean anyAnswer) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.anyAnswer = anyAnswer;
    }

    public static TrackerRequest get(String... segments) {
        return of("GET", segments);
    }

    public static TrackerRequest post(String... segments) {
        return of("POST", segments);
    }

    public static TrackerRequest put(String... segments) {
        return of("PUT", segments);
    }

    public static TrackerRequest patch(String... segments) {
        return of("PATCH", segments);
    }

    public static TrackerRequest delete(String... segments) {
        return of("DELETE", segments);
    }

    /**
     * Reads a page that the tracker itself named, as in a {@code Link} header. It must
     * lie on the same site as the endpoint.
     */
    public static TrackerRequest follow(String url) {
        return new TrackerRequest("GET", new Path.Absolute(url), List.of(), Map.of(), Optional.empty(), false);
    }

    private static TrackerRequest of(String method, String... segments) {
        for (var segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("'" + segment + "' cannot be part of a path");
            }
        }
        return new TrackerRequest(method, new Path.Segments(List.of(segments)), List.of(), Map.of(), Optional.empty(),
                false);
    }

    public TrackerRequest query(String name, String value) {
        var all = new ArrayList<>(this.query);
        all.add(Map.entry(name, value));
        return new TrackerRequest(this.method, this.path, List.copyOf(all), this.headers, this.body, this.anyAnswer);
    }

    public TrackerRequest header(String name, String value) {
        var all = new LinkedHashMap<>(this.headers);
        all.put(name, value);
        return new TrackerRequest(this.method, this.path, this.query, all, this.body, this.anyAnswer);
    }

    public TrackerRequest json(JsonNode json) {
        return body(new Body("application/json", json.toString()));
    }

    /** Azure DevOps wants RFC 6902 documents under their own name. */
    public TrackerRequest jsonPatch(JsonNode json) {
        return body(new Body("application/json-patch+json", json.toString()));
    }

    public TrackerRequest form(Map<String, String> fields) {
        var text = fields.entrySet()
            .stream()
            .map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
        return body(new Body("application/x-www-form-urlencoded", text));
    }

    /**
     * The answer need not be JSON: one of another type reads as a JSON text. For those
     * who answer a word, or whatever they like.
     */
    public TrackerRequest answeredByAnything() {
        return new TrackerRequest(this.method, this.path, this.query, this.headers, this.body, true);
    }

    private TrackerRequest body(Body content) {
        return new TrackerRequest(this.method, this.path, this.query, this.headers, Optional.of(content),
                this.anyAnswer);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String method() {
        return this.method;
    }

    boolean write() {
        return !this.method.equals("GET");
    }

    Path path() {
        return this.path;
    }

    List<Map.Entry<String, String>> query() {
        return this.query;
    }

    Map<String, String> headers() {
        return this.headers;
    }

    boolean anyAnswer() {
        return this.anyAnswer;
    }

    Optional<Body> body() {
        return this.body;
    }

    @Override
    public String toString() {
        return this.method + " " + this.path;
    }

    sealed interface Path {

        record Segments(List<String> segments) implements Path {

            @Override
            public String toString() {
                return "/" + String.join("/", this.segments);
            }

        }

        record Absolute(String url) implements Path {

            @Override
            public String toString() {
                return this.url.replaceFirst("[?#].*", "");
            }

        }

    }

    record Body(String mediaType, String text) {

        /** Lone surrogates, which no JSON may carry, become question marks here. */
        byte[] bytes() {
            return this.text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Body[" + this.mediaType + ", " + this.text.length() + " characters]";
        }

    }

}
