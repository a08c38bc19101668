package io.tracebridge.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tracebridge.tracker.OpenApiCheck;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.ByteString;

import static org.assertj.core.api.Assertions.assertThat;

/** A Slack workspace: people, channels, messages and their threads. */
final class FakeSlack extends Receiver {

    static final String TOKEN = "xoxb-0123456789-abcdefghijkl";

    static final OpenApiCheck API = OpenApiCheck.of("slack.openapi.json", "/api");

    final List<Post> posts = new ArrayList<>();

    final Map<String, String> people = new HashMap<>(Map.of("jane@acme.example", "U0JANE"));

    /** Id to error for those who post there; empty for none. */
    final Map<String, String> places = new HashMap<>(Map.of("C0ONCALL", "", "U0JANE", ""));

    final Set<String> deleted = new HashSet<>();

    String token = TOKEN;

    @Override
    MockResponse answer(RecordedRequest request) {
        assertThat(request.getUrl().query() + " ").as("tokens do not belong into addresses").doesNotContain("xoxb");
        if (!("Bearer " + this.token).equals(request.getHeaders().get("Authorization"))) {
            return no("invalid_auth");
        }
        check(request);
        return switch (request.getUrl().encodedPath()) {
            case "/api/users.lookupByEmail" -> lookUp(request.getUrl().queryParameter("email"));
            case "/api/chat.postMessage" -> post(form(request));
            default -> throw new AssertionError("no method " + request.getUrl());
        };
    }

    private MockResponse lookUp(String email) {
        var id = this.people.get(email);
        return (id == null) ? no("users_not_found")
                : json(200, "{\"ok\":true,\"user\":{\"id\":\"" + id + "\",\"name\":\"jane\"}}");
    }

    private MockResponse post(Map<String, String> form) {
        var error = this.places.getOrDefault(form.get("channel"), "channel_not_found");
        if (!error.isEmpty()) {
            return no(error);
        }
        if (this.deleted.contains(form.get("thread_ts"))) {
            return no("thread_not_found");
        }
        assertThat(form.get("text")).isNotBlank().hasSizeLessThan(4_000);
        assertThat(json(form.get("blocks")).isArray()).isTrue();
        var post = new Post("1503435956.%06d".formatted(this.posts.size()), form.get("channel"), form.get("thread_ts"),
                form.get("text"));
        this.posts.add(post);
        return json(200, "{\"ok\":true,\"channel\":\"" + post.channel() + "\",\"ts\":\"" + post.ts() + "\"}");
    }

    /** In the form that the description of 2021 knows. */
    private static void check(RecordedRequest request) {
        var headers = request.getHeaders().newBuilder();
        var url = request.getUrl();
        var body = request.getBody();
        if (request.getMethod().equals("GET")) {
            url = url.newBuilder().addQueryParameter("token", TOKEN).build();
        }
        else {
            headers.set("token", TOKEN);
            body = ByteString.encodeUtf8(request.getBody()
                .utf8()
                .replaceAll("&metadata=[^&]*", "")
                // The validator would take the time stamp for a number.
                .replaceAll("thread_ts=[0-9.]+", "thread_ts=p"));
        }
        API.request(new RecordedRequest(0, 0, null, List.of(), request.getMethod(), request.getTarget(),
                request.getVersion(), url, headers.build(), body, (body != null) ? body.size() : 0, List.of(), null));
    }

    private static Map<String, String> form(RecordedRequest request) {
        var url = HttpUrl.get("http://form.example/?" + request.getBody().utf8());
        var form = new HashMap<String, String>();
        url.queryParameterNames().forEach((name) -> form.put(name, url.queryParameter(name)));
        return form;
    }

    private static MockResponse no(String error) {
        return json(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    record Post(String ts, String channel, String thread, String text) {
    }

}
