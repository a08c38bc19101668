package io.tracebridge.tracker.gitlab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.NotTheTracker;
import io.tracebridge.tracker.TrackerException.RateLimited;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class GitLabErrorsTest {

    private final GitLabErrors errors = new GitLabErrors("acme/shop");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            401 | {"message":"401 Unauthorized"}                              | CredentialRefused | 401 Unauthorized.
            401 | {"error":"invalid_token","error_description":"Token is expired. You can renew it."} \
                                                                              | CredentialRefused | Token is expired.
            404 | {"message":"404 Issue Not Found"}                           | IssueGone         | Issue Not Found
            404 | {"message":"404 Not found"}                                 | IssueGone         | 404 Not found
            404 | {"error":"404 Not Found"}                                   | NotTheTracker     | decodes %2F
            409 | {"message":"409 Conflict"}                                  | Conflict          | 409 Conflict
            412 | {"message":"412 Precondition Failed"}                       | Conflict          | Precondition
            """)
    void tellsRefusalsApart(int status, String body, String expected, String words) {
        assertThat(read(status, body)).hasMessageContaining(words)
            .extracting((thrown) -> thrown.getClass().getSimpleName())
            .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|',
            textBlock = """
                    301 | {"message":"This resource has been moved permanently"}          | PROJECT_MISSING | renamed or moved
                    405 | {"message":"405 Method Not Allowed - Non GET methods are not allowed for moved projects"} \
                                                                                          | PROJECT_MISSING | its number
                    404 | {"message":"404 Project Not Found"}                             | PROJECT_MISSING | no project acme/shop
                    403 | {"message":"403 Forbidden"}                                     | FORBIDDEN       | Reporter role
                    403 | {"error":"insufficient_scope","error_description":"The request requires higher privileges than provided\
                     by the access token.","scope":"api"}                                 | FORBIDDEN       | with the scope api
                    400 | {"message":{"error":"Spam detected"}}                           | FORBIDDEN       | for spam
                    409 | {"needs_captcha_response":true,"spam_log_id":42,"message":{"error":"Your issue has been recognized as\
                     spam. Please, change the content or solve the reCAPTCHA to proceed."}} | FORBIDDEN     | spam check
                    400 | {"error":"title is missing"}                                    | INVALID_FIELD   | title is missing.
                    422 | {"message":"422 Unprocessable Entity"}                          | INVALID_FIELD   | (422)
                    400 | {}                                                              | INVALID_FIELD   | no reason
                    """)
    void tellsWhyItRejected(int status, String body, Reason reason, String words) {
        assertThat(read(status, body)).hasMessageContaining(words)
            .asInstanceOf(type(Rejected.class))
            .extracting(Rejected::reason)
            .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|',
            textBlock = """
                    {"message":{"title":["can't be blank","is too short"]}}             | title        | can't be blank, is too short
                    {"message":{"weight":"must be greater than or equal to 0"}}         | weight       | must be greater than or equal to 0
                    {"error":"title is missing, assignee_ids[0] is invalid"}            | assignee_ids | is invalid
                    {"error":"issue_type does not have a valid value"}                  | issue_type   | does not have a valid value
                    """)
    void namesTheFields(String body, String field, String words) {
        assertThat(read(400, body)).asInstanceOf(type(Rejected.class))
            .satisfies((rejected) -> assertThat(rejected.fields()).containsEntry(field, words));
    }

    @Test
    void aRefusalThatSaysWhenToComeBackIsARateLimit() {
        var response = new TrackerResponse(403, headers("text/plain"), MissingNode.getInstance(),
                Optional.of(Duration.ofHours(1)));

        assertThat(this.errors.read(response)).asInstanceOf(type(RateLimited.class))
            .extracting(RateLimited::retryAfter)
            .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aPageThatForbidsIsNotGitLab() {
        var response = new TrackerResponse(403, headers("text/html"), MissingNode.getInstance(), Optional.empty());

        assertThat(this.errors.read(response)).isInstanceOf(NotTheTracker.class).hasMessageContaining("proxy");
    }

    private TrackerException read(int status, String body) {
        try {
            return this.errors.read(new TrackerResponse(status, headers("application/json"),
                    new JsonMapper().readTree(body), Optional.empty()));
        }
        catch (JsonProcessingException ex) {
            throw new AssertionError(ex);
        }
    }

    private static Map<String, List<String>> headers(String contentType) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", List.of(contentType));
        return headers;
    }

}
