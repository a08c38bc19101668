package io.tracebridge.tracker.gitlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.Webhooks;

/**
 * What GitLab posts. With a signing token (a secret that begins with {@code whsec_}) it
 * signs as Standard Webhooks has it; with a secret token it only sends that along.
 */
final class GitLabWebhooks implements Webhooks {

    private static final String SIGNING = "whsec_";

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Secret secretFrom() {
        return Secret.OURS;
    }

    @Override
    public List<String> instructions(String url, String secret) {
        return List.of(
                "In GitLab, open the project and choose Settings, Webhooks, Add new webhook. You need the Maintainer role.",
                "Enter the URL " + url, "Enter the secret token " + secret,
                "Tick the triggers Issues events, Confidential issues events and Comments, and untick all others.",
                "Leave SSL verification enabled and choose Add webhook.",
                "Beside the new webhook choose Test, Issues events, in a project that has an issue: GitLab must say that the hook was executed with status 2xx.");
    }

    @Override
    public Delivery read(Request request, String secret) {
        var flaw = flaw(request, secret);
        if (flaw.isPresent()) {
            return new Delivery.Forged(flaw.get());
        }
        JsonNode json;
        try {
            json = JSON.readTree(request.body());
        }
        catch (IOException ex) {
            return new Delivery.Forged("the body is not JSON");
        }
        var kind = json.path("object_kind").asText("");
        var issue = switch (kind) {
            case "issue", "work_item" -> json.path("object_attributes");
            case "note" -> json.path("issue");
            default -> json.path("");
        };
        var project = issue.path("project_id").asText(json.path("project").path("id").asText(""));
        var iid = issue.path("iid").asText("");
        if (!NUMBER.matcher(project).matches() || !NUMBER.matcher(iid).matches()) {
            return new Delivery.Ignored("nothing about a project's issue: "
                    + (kind.isEmpty() ? request.header("X-Gitlab-Event").orElse("no kind named") : kind));
        }
        var path = json.path("project").path("path_with_namespace").asText("");
        var ref = new IssueRef(new Address(project, iid).id(), path + "#" + iid, issue.path("url").asText(""));
        return new Delivery.Changed(id(request), List.of(ref),
                Optional.of(json.path("user").path("id").asText("")).filter((id) -> !id.isEmpty()));
    }

    /** Why it is not GitLab's; empty when it is. */
    private static Optional<String> flaw(Request request, String secret) {
        if (secret.isEmpty()) {
            return Optional.of("no secret to hold it against");
        }
        var signature = request.header("webhook-signature");
        if (signature.isPresent() && secret.startsWith(SIGNING)) {
            return signatureFlaw(request, signature.get(), secret);
        }
        var token = request.header("X-Gitlab-Token");
        if (token.isEmpty()) {
            return Optional.of("neither X-Gitlab-Token nor webhook-signature for a secret of that kind");
        }
        return Signatures.equal(token.get(), secret) ? Optional.empty() : Optional.of("X-Gitlab-Token is another");
    }

    private static Optional<String> signatureFlaw(Request request, String signatures, String secret) {
        var id = request.header("webhook-id").orElse("");
        var timestamp = request.header("webhook-timestamp").orElse("");
        var key = key(secret);
        if (key.isEmpty()) {
            return Optional.of("the secret is no signing token: what follows whsec_ is not base64");
        }
        var mac = Signatures.hmacSha256(key.get(), (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8),
                request.body());
        var expected = "v1," + Base64.getEncoder().encodeToString(mac);
        // All are compared, so that the time taken tells nothing.
        var genuine = Arrays.stream(signatures.split(" "))
            .filter((given) -> Signatures.equal(given, expected))
            .count() > 0;
        if (!genuine) {
            return Optional.of("webhook-signature is not that of this body");
        }
        return fresh(timestamp, request.receivedAt()) ? Optional.empty()
                : Optional.of("webhook-timestamp is more than 5 minutes away");
    }

    private static boolean fresh(String timestamp, Instant now) {
        return timestamp.matches("\\d{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs().compareTo(WINDOW) <= 0;
    }

    private static Optional<byte[]> key(String secret) {
        try {
            var key = Base64.getDecoder().decode(secret.substring(SIGNING.length()));
            return (key.length > 0) ? Optional.of(key) : Optional.empty();
        }
        catch (IllegalArgumentException ex) {
            return Optional.empty();
        }
    }

    /** GitLab before 17.4 names no delivery: then its body does. */
    private static String id(Request request) {
        return request.header("webhook-id")
            .or(() -> request.header("Idempotency-Key"))
            .filter((id) -> !id.isBlank())
            .orElseGet(() -> "sha256:" + Signatures.hexSha256(request.body()));
    }

}
