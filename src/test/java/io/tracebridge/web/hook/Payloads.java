package io.tracebridge.web.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import io.tracebridge.tracker.Signatures;

import static org.assertj.core.api.Assumptions.assumeThat;

/** What trackers really send, and how they sign it. */
final class Payloads {

    private static final String OF_GITHUB = """
            {"action":"edited","issue":{"number":7,"html_url":"https://github.com/acme/shop/issues/7"},
             "repository":{"full_name":"acme/shop"},"sender":{"login":"octocat"}}""";

    private Payloads() {
    }

    /** About issue 7. */
    static byte[] gitHub() {
        return OF_GITHUB.getBytes();
    }

    /**
     * @param name its path in the folder of specifications; the test is skipped where
     * that is absent
     */
    static byte[] read(String name) {
        var file = Path.of(System.getProperty("tracebridge.specs", "../shared/specs"), name);
        assumeThat(file).as("payloads that may not be copied into this repository").exists();
        try {
            return Files.readAllBytes(file);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The headers of a new delivery, as the tracker makes them. */
    static Map<String, String> signed(String tracker, byte[] body, String secret) {
        var id = UUID.randomUUID().toString();
        return switch (tracker) {
            case "github" -> Map.of("X-GitHub-Event", "issues", "X-GitHub-Delivery", id, "X-Hub-Signature-256",
                    "sha256=" + Signatures.hexHmacSha256(secret, body));
            case "gitlab" ->
                Map.of("X-Gitlab-Token", secret, "Idempotency-Key", id, "X-Gitlab-Event", "Confidential Issue Hook");
            case "jira-cloud" -> Map.of("X-Atlassian-Webhook-Identifier", id, "X-Hub-Signature",
                    "sha256=" + Signatures.hexHmacSha256(secret, body));
            case "phabricator" -> Map.of("X-Phabricator-Webhook-Signature", Signatures.hexHmacSha256(secret, body));
            case "redmine" -> Map.of("X-Redmine-Signature-256", "sha256=" + Signatures.hexHmacSha256(secret, body));
            default -> Map.of();
        };
    }

}
