package io.tracebridge.tracker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Webhooks.Delivery;
import io.tracebridge.tracker.Webhooks.Delivery.Changed;
import io.tracebridge.tracker.Webhooks.Delivery.Forged;
import io.tracebridge.tracker.fogbugz.FogBugz;
import io.tracebridge.tracker.github.GitHubTracker;
import io.tracebridge.tracker.gitlab.GitLab;
import io.tracebridge.tracker.http.AddressGuard;
import io.tracebridge.tracker.http.HttpLimits;
import io.tracebridge.tracker.http.TrackerHttp;
import io.tracebridge.tracker.jira.JiraCloud;
import io.tracebridge.tracker.jira.JiraDataCenter;
import io.tracebridge.tracker.phabricator.Phabricator;
import io.tracebridge.tracker.redmine.Redmine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Everything that every tracker may post, and everybody in its name. Signatures are made
 * here, after what the trackers say of them, and held against vectors made elsewhere.
 */
class WebhookDeliveriesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Path SPECIFICATIONS = Path.of(System.getProperty("tracebridge.specs", "../shared/specs"));

    private static final TrackerHttp HTTP = new TrackerHttp(HttpLimits.DEFAULT, new AddressGuard(true, true),
            Clock.systemUTC(), "test");

    private static final String SECRET = "whsec_dHJhY2VicmlkZ2UgdGVzdHMgZXZlcnkgdHJhY2tlcg==";

    private static final String GITHUB = """
            {"action":"closed","issue":{"number":7,"id":1007,"html_url":"https://github.com/acme/shop/issues/7"},
            "changes":{"new_issue":{"number":41,"html_url":"https://github.com/acme/old/issues/41"},
            "new_repository":{"full_name":"acme/old"}},
            "repository":{"full_name":"acme/shop"},"sender":{"login":"octocat"}}""";

    private static final String GITLAB = """
            {"object_kind":"issue","user":{"id":6},"project":{"id":14,"path_with_namespace":"acme/shop"},
            "object_attributes":{"iid":23,"project_id":14,"url":"https://gitlab.example.com/acme/shop/-/issues/23"}}""";

    private static final String JIRA = """
            {"webhookEvent":"jira:issue_updated","user":{"accountId":"5c5f88","name":"ada"},
            "issue":{"id":"10001","key":"SHOP-1"},"comment":{"self":"http://jira/issue/10001/comment/1"}}""";

    static Stream<Case> cases() throws IOException {
        var clock = Clock.systemUTC();
        return Stream.of(
                new Case(new GitHubTracker(HTTP), GITHUB,
                        (body, id) -> Map.of("X-GitHub-Event", "issues", "X-GitHub-Delivery", id, "X-Hub-Signature-256",
                                "sha256=" + hex(body))),
                new Case(new GitLab(HTTP, clock), GITLAB, WebhookDeliveriesTest::gitlab),
                new Case(new JiraCloud(HTTP, clock), JIRA,
                        (body, id) -> Map
                            .of("X-Hub-Signature", "sha256=" + hex(body), "X-Atlassian-Webhook-Identifier", id)),
                new Case(new JiraDataCenter(HTTP, clock), JIRA, (body, id) -> Map.of()),
                new Case(new Phabricator(HTTP, clock), resource("/phabricator/webhook.task-changed.json"),
                        (body, id) -> Map.of("X-Phabricator-Webhook-Signature", hex(body))),
                new Case(new FogBugz(HTTP, clock), resource("/fogbugz/webhook.case-edited.json"),
                        (body, id) -> Map.of()),
                new Case(new Redmine(HTTP, clock), resource("/tracker/redmine/webhook.issue.updated.json"),
                        (body, id) -> Map.of("X-Redmine-Signature-256", "sha256=" + hex(body))));
    }

    static Stream<Case> signing() throws IOException {
        return cases().filter((one) -> one.webhooks().secretFrom() != Webhooks.Secret.NONE);
    }

    static Stream<Case> captured() throws IOException {
        return cases().filter((one) -> List.of("github", "gitlab", "jira").contains(one.family()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsGenuineNamesItsIssueAndIsTheSameWhenItComesAgain(Case one) {
        var delivery = one.read(one.body(), "one");

        assertThat(delivery).isInstanceOf(Changed.class);
        assertThat(((Changed) delivery).issues()).isNotEmpty();
        assertThat(one.read(one.body(), "one")).isEqualTo(delivery);
    }

    @ParameterizedTest
    @MethodSource("signing")
    void oneBitMoreOrLessIsForgedWhereTheTrackerSigns(Case one) {
        var genuine = one.request(one.body(), "one");
        for (var n = 0; n < genuine.body().length; n++) {
            var body = genuine.body().clone();
            body[n] ^= 1;
            assertThat(one.webhooks().read(new Webhooks.Request(genuine.headers(), body, genuine.receivedAt()), SECRET))
                .as("byte %s", n)
                .isInstanceOf(Forged.class);
        }
        for (var secret : List.of("another", SECRET + " ")) {
            assertThat(one.webhooks().read(genuine, secret)).as(secret).isInstanceOf(Forged.class);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsCutOffChangesNothing(Case one) {
        var whole = one.request(one.body(), "one");
        for (var n = 0; n < one.body().length() - 1; n++) {
            var cut = one.body().substring(0, n);
            var unsigned = new Webhooks.Request(whole.headers(), cut.getBytes(StandardCharsets.UTF_8),
                    whole.receivedAt());
            assertThat(one.webhooks().read(unsigned, SECRET)).as(cut).isInstanceOf(Forged.class);
            assertThat(one.read(cut, "one")).as("signed: " + cut).isNotInstanceOf(Changed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noFieldIsTooLargeForUs(Case one) throws IOException {
        for (var huge : List.of("9".repeat(100_000), "ü/\u0000\"".repeat(25_000), "-1", "")) {
            for (var place : leaves(JSON.readTree(one.body()))) {
                var body = replaced(one.body(), place, huge);
                assertThat(one.read(body, "one")).as(place).satisfies(WebhookDeliveriesTest::isSmall);
            }
        }
        assertThat(one.read(one.body(), "x".repeat(8_000))).satisfies(WebhookDeliveriesTest::isSmall);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void depthIsNoTrap(Case one) {
        for (var body : List.of("[".repeat(200_000), "{\"issue\":".repeat(200_000), "9".repeat(2_000_000))) {
            assertThat(one.read(body, "one")).isNotInstanceOf(Changed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("captured")
    void readsWhatTrackersHaveReallyPosted(Case one) throws IOException {
        var folder = SPECIFICATIONS.resolve(one.family() + "-webhooks");
        assumeThat(folder).as("captured deliveries are not there (set tracebridge.specs)").isDirectory();
        var kinds = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var delivery = one.read(Files.readString(file), file.toString());
                assertThat(delivery).as(file.toString())
                    .isNotInstanceOf(Forged.class)
                    .satisfies(WebhookDeliveriesTest::isSmall);
                kinds.add(delivery.getClass().getSimpleName());
            }
        }
        assertThat(kinds).contains("Changed");
    }

    /** Computed by another program, and partly published by the trackers' makers. */
    @Test
    void signaturesAreThoseOfTheSharedVectors() throws IOException {
        var file = SPECIFICATIONS.resolve("webhook-signature-vectors.json");
        assumeThat(file).as("signature vectors are not there (set tracebridge.specs)").isRegularFile();
        var seen = new ArrayList<String>();
        for (var vector : JSON.readTree(file.toFile()).path("vectors")) {
            var name = vector.path("tracker").asText();
            var tracker = cases().filter((one) -> name.startsWith(one.tracker().id())).findFirst();
            if (tracker.isEmpty()) {
                continue;
            }
            var body = vector.has("bodyFile")
                    ? Files.readAllBytes(SPECIFICATIONS.resolve(vector.path("bodyFile").asText()))
                    : vector.path("body").asText().getBytes(StandardCharsets.UTF_8);
            var secret = vector.path("secret").asText();
            // A body that is no event may still be refused, but not for its signature.
            assertThat(why(tracker.get(), vector, body, secret)).as(name).doesNotContainIgnoringCase("signature");
            body[0] ^= 1;
            if (!name.equals("gitlab-token")) {
                assertThat(why(tracker.get(), vector, body, secret)).as(name).containsIgnoringCase("signature");
            }
            seen.add(name);
        }
        assertThat(seen).containsExactlyInAnyOrder("github", "jira-cloud", "gitlab-token", "gitlab-signing",
                "phabricator", "redmine-7");
    }

    /** Empty when it is genuine. */
    private static String why(Case one, JsonNode vector, byte[] body, String secret) {
        var headers = new HashMap<String, String>(Map.of("X-GitHub-Delivery", "one", "X-GitHub-Event", "issues"));
        vector.path("headers")
            .properties()
            .forEach((header) -> headers.put(header.getKey(), header.getValue().asText()));
        var signedAt = Instant.ofEpochSecond(Long.parseLong(headers.getOrDefault("webhook-timestamp", "0")));
        var delivery = one.webhooks().read(new Webhooks.Request(headers, body, signedAt), secret);
        return (delivery instanceof Forged forged) ? forged.why() : "";
    }

    private static void isSmall(Delivery delivery) {
        assertThat((delivery instanceof Delivery.Ignored ignored) ? ignored.why() : "").hasSizeLessThan(400);
        if (delivery instanceof Changed changed) {
            assertThat(changed.id()).isNotBlank().hasSizeLessThanOrEqualTo(Changed.LONGEST);
            assertThat(changed.actor().orElse("")).hasSizeLessThanOrEqualTo(Changed.LONGEST);
            assertThat(changed.issues()).isNotEmpty().allSatisfy((issue) -> {
                assertThat(issue.id() + issue.key()).isNotEmpty();
                assertThat(issue.id()).hasSizeLessThanOrEqualTo(Changed.LONGEST);
                assertThat(issue.key()).hasSizeLessThanOrEqualTo(Changed.LONGEST);
                assertThat(issue.url()).hasSizeLessThanOrEqualTo(2_000);
            });
        }
    }

    /** JSON pointers to all texts and numbers. */
    private static List<String> leaves(JsonNode json) {
        var found = new ArrayList<String>();
        json.properties()
            .forEach((field) -> leaves(field.getValue()).forEach((rest) -> found.add("/" + field.getKey() + rest)));
        for (var n = 0; json.isArray() && n < json.size(); n++) {
            for (var rest : leaves(json.get(n))) {
                found.add("/" + n + rest);
            }
        }
        return json.isValueNode() ? List.of("") : found;
    }

    private static String replaced(String body, String place, String value) throws IOException {
        var json = JSON.readTree(body);
        var cut = place.lastIndexOf('/');
        var name = place.substring(cut + 1);
        switch (json.at(place.substring(0, cut))) {
            case ObjectNode object -> object.put(name, value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            case JsonNode other -> throw new AssertionError(other);
        }
        return json.toString();
    }

    private static String hex(String body) {
        return Signatures.hexHmacSha256(SECRET, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> gitlab(String body, String id) {
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        var key = Base64.getDecoder().decode(SECRET.replace("whsec_", ""));
        var mac = Signatures.hmacSha256(key, (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        return Map.of("Idempotency-Key", id, "webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(mac));
    }

    private static String resource(String name) throws IOException {
        try (var stream = WebhookDeliveriesTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /**
     * @param headers of a body and the delivery's id
     */
    record Case(Tracker tracker, String body, BiFunction<String, String, Map<String, String>> headers) {

        Webhooks webhooks() {
            return this.tracker.webhooks().orElseThrow();
        }

        String family() {
            return this.tracker.id().replaceFirst("-.*", "");
        }

        Webhooks.Request request(String text, String delivery) {
            return new Webhooks.Request(this.headers.apply(text, delivery), text.getBytes(StandardCharsets.UTF_8),
                    Instant.now());
        }

        Delivery read(String text, String delivery) {
            return webhooks().read(request(text, delivery), SECRET);
        }

        @Override
        public String toString() {
            return this.tracker.name();
        }

    }

}
