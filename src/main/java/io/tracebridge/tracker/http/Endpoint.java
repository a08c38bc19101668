package io.tracebridge.tracker.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import okhttp3.HttpUrl;

/**
 * Where an integration's tracker is and what every call to it carries. Immutable;
 * {@link #toString()} never shows a credential.
 */
public final class Endpoint {

    /** Shorter parts of an address are words such as a version. */
    private static final int TELLING = 12;

    private final HttpUrl base;

    private final Map<String, String> headers;

    private final List<String> secrets;

    private Endpoint(HttpUrl base, Map<String, String> headers, List<String> secrets) {
        this.base = base;
        this.headers = headers;
        this.secrets = secrets;
    }

    /**
     * @param baseUrl an http or https address, with or without a path
     * @throws IllegalArgumentException in words for the admin who entered it
     */
    public static Endpoint at(String baseUrl) {
        var url = HttpUrl.parse(baseUrl.strip());
        if (url == null) {
            throw new IllegalArgumentException("baseUrl must be an address such as https://tracker.example.com");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("baseUrl must not carry a user or password; use the credential");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("baseUrl must end before any '?' or '#'");
        }
        return new Endpoint(url, Map.of(), List.of());
    }

    /**
     * An address that is itself the credential, query and all: webhooks of chat services.
     * @param what how the admin knows it, for messages
     * @throws IllegalArgumentException in words for the admin who entered it, without it
     */
    public static Endpoint secretAt(String what, String secretUrl) {
        var url = HttpUrl.parse(secretUrl.strip());
        if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    what + " must be an http or https address without user or password, as the service gave it");
        }
        var secrets = new ArrayList<String>();
        secrets.add(url.encodedPath());
        url.pathSegments().stream().filter((segment) -> segment.length() >= TELLING).forEach(secrets::add);
        for (var n = 0; n < url.querySize(); n++) {
            Optional.ofNullable(url.queryParameterValue(n))
                .filter((value) -> value.length() >= TELLING)
                .ifPresent(secrets::add);
        }
        return new Endpoint(url.newBuilder().fragment(null).build(), Map.of(), secrets);
    }

    public Endpoint bearer(String token) {
        return secretHeader("Authorization", "Bearer " + token).secret(token);
    }

    public Endpoint basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        var encoded = Base64.getEncoder().encodeToString(pair);
        return header("Authorization", "Basic " + encoded).secret(encoded).secret(password);
    }

    /** A header whose whole value is a credential. */
    public Endpoint secretHeader(String name, String value) {
        return header(name, value).secret(value);
    }

    public Endpoint header(String name, String value) {
        // OkHttp would refuse too, but with the value in its message.
        if (!value.chars().allMatch((c) -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "the value for header " + name + " must be plain ASCII on one line; check the credential");
        }
        var all = new LinkedHashMap<>(this.headers);
        all.put(name, value);
        return new Endpoint(this.base, all, this.secrets);
    }

    /** A credential that travels in bodies, or another thing never to be shown. */
    public Endpoint secret(String value) {
        var all = new ArrayList<>(this.secrets);
        all.add(value);
        return new Endpoint(this.base, this.headers, all);
    }

    HttpUrl base() {
        return this.base;
    }

    Map<String, String> headers() {
        return this.headers;
    }

    Secrets secrets() {
        return Secrets.of(this.secrets);
    }

    @Override
    public String toString() {
        return "Endpoint[" + secrets().mask(this.base.toString()) + "]";
    }

}
