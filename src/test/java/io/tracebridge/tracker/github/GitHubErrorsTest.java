package io.tracebridge.tracker.github;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Conflict;
import io.tracebridge.tracker.TrackerException.CredentialRefused;
import io.tracebridge.tracker.TrackerException.IssueGone;
import io.tracebridge.tracker.TrackerException.NotTheTracker;
import io.tracebridge.tracker.TrackerException.RateLimited;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class GitHubErrorsTest {

    private final GitHubErrors errors = new GitHubErrors(new Repository("acme", "shop"));

    static Stream<Arguments> kinds() {
        return Stream.of(kind(401, "Bad credentials", CredentialRefused.class, "expired or revoked"),
                kind(409, "Git Repository is empty.", Conflict.class, "empty"),
                kind(410, "This issue was deleted", IssueGone.class, "deleted"),
                kind(403, "You have exceeded a secondary rate limit.", RateLimited.class, "secondary"),
                kind(403, "You have triggered an abuse detection mechanism.", RateLimited.class, "abuse"));
    }

    private static Arguments kind(int status, String message, Class<? extends TrackerException> expected,
            String words) {
        return Arguments.of(status, message, expected, words);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tellsRefusalsApart(int status, String message, Class<? extends TrackerException> expected, String words) {
        assertThat(read(status, message)).isInstanceOf(expected).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            307 | Moved Permanently                               | PROJECT_MISSING | renamed or moved
            404 | Not Found                                       | PROJECT_MISSING | acme/shop
            410 | Issues are disabled for this repo               | PROJECT_MISSING | enable them
            403 | Resource not accessible by personal access token | FORBIDDEN      | issues=write
            403 | Repository was archived so is read-only.        | FORBIDDEN       | read-only
            451 | Repository access blocked                       | FORBIDDEN       | legal
            400 | Problems parsing JSON                           | INVALID_FIELD   | parsing
            422 | Validation Failed                               | INVALID_FIELD   | Validation
            """)
    void tellsWhyItRejected(int status, String message, Reason reason, String words) {
        assertThat(read(status, message)).asInstanceOf(type(Rejected.class))
            .satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(reason))
            .satisfies((rejected) -> assertThat(rejected).hasMessageContaining(words));
    }

    @Test
    void aLimitWithoutATimeWaitsAMinute() {
        assertThat(read(403, "You have exceeded a secondary rate limit.")).asInstanceOf(type(RateLimited.class))
            .extracting(RateLimited::retryAfter)
            .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aForbiddenAnswerThatNamesATimeIsARateLimit() {
        var response = response(403, "{\"message\":\"API limit exceeded for user\"}", Map.of(),
                Optional.of(Duration.ofSeconds(90)));

        assertThat(this.errors.read(response)).asInstanceOf(type(RateLimited.class))
            .extracting(RateLimited::retryAfter)
            .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void singleSignOnIsNamedWithoutItsAuthorisationLink() {
        var response = response(403, "{\"message\":\"Resource protected by organization SAML enforcement.\"}",
                Map.of("X-GitHub-SSO", "required; url=https://github.com/orgs/acme/sso?authorization_request=A1B2"),
                Optional.empty());

        assertThat(this.errors.read(response)).isInstanceOf(Rejected.class)
            .hasMessageContaining("single sign-on")
            .hasMessageNotContaining("A1B2");
    }

    @Test
    void namesThePermissionThatGitHubAsksFor() {
        var response = response(403, "{\"message\":\"Resource not accessible\"}",
                Map.of("X-Accepted-GitHub-Permissions", "metadata=read"), Optional.empty());

        assertThat(this.errors.read(response)).hasMessageContaining("metadata=read");
    }

    @Test
    void aPageInPlaceOfARefusalIsNotGitHub() {
        var response = new TrackerResponse(403, Map.of("Content-Type", List.of("text/html")), MissingNode.getInstance(),
                Optional.empty());

        assertThat(this.errors.read(response)).isInstanceOf(NotTheTracker.class);
    }

    @Test
    void anEmptyRefusalStillReads() {
        var response = new TrackerResponse(404, Map.of(), MissingNode.getInstance(), Optional.empty());

        assertThat(this.errors.read(response)).isInstanceOf(Rejected.class).hasMessageContaining("acme/shop");
    }

    @Test
    void keepsWhatGitHubSaysOfEachField() {
        var response = response(422, """
                {"message": "Validation Failed", "errors": [
                  {"resource": "Issue", "field": "title", "code": "missing_field"},
                  {"resource": "Issue", "field": "body", "code": "custom", "message": "body is too long"},
                  {"resource": "Issue", "field": "assignees", "code": "invalid", "value": "nobody"},
                  {"resource": "Issue", "field": "body", "code": "unprocessable"},
                  "something else"]}""", Map.of(), Optional.empty());

        var rejected = (Rejected) this.errors.read(response);

        assertThat(rejected.fields()).containsOnly(entry("title", "is required"),
                entry("body", "body is too long; cannot be taken"), entry("assignees", "is not valid: nobody"));
        assertThat(rejected).hasMessageContaining("title: is required").hasMessageContaining("something else");
    }

    private TrackerException read(int status, String message) {
        return this.errors.read(response(status, "{\"message\":\"" + message + "\"}", Map.of(), Optional.empty()));
    }

    private static TrackerResponse response(int status, String body, Map<String, String> headers,
            Optional<Duration> retryAfter) {
        try {
            var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, value) -> all.put(name, List.of(value)));
            return new TrackerResponse(status, all, new JsonMapper().readTree(body), retryAfter);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

}
