package io.tracebridge.tracker.redmine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Signatures;
import io.tracebridge.tracker.TrackerFake.Standing;
import io.tracebridge.tracker.Webhooks;

/**
 * How issues of {@link FakeRedmine} change: by its workflow, with journals, ignoring
 * without a word what is not allowed.
 */
final class FakeChanges {

    static final Map<Integer, String> STATUSES = new TreeMap<>(
            Map.of(1, "New", 2, "In Progress", 3, "Resolved", 5, "Closed", 6, "Rejected"));

    private static final Set<Integer> CLOSED = Set.of(5, 6);

    static final Issue.Account TESS = new Issue.Account("5", "Tess Triager");

    /** From which status to which; an administrator may do everything. */
    final Map<Integer, Set<Integer>> workflow = new TreeMap<>();

    FakeChanges() {
        STATUSES.keySet().forEach((status) -> this.workflow.put(status, STATUSES.keySet()));
    }

    /** From New to Closed, and from Rejected, only by way of others. */
    void restrict() {
        this.workflow.putAll(Map.of(1, Set.of(1, 2, 6), 2, Set.of(1, 2, 3, 6), 3, Set.of(2, 3, 5), 5, Set.of(2, 5), 6,
                Set.of(2, 6)));
    }

    /** Statuses that the workflow lets nobody into without an assignee. */
    final Set<Integer> wantAssignee = new HashSet<>();

    /** Whether issues say which statuses they may get, as from 5.0 on. */
    boolean saysAllowed = true;

    private int journals;

    static boolean closed(int status) {
        return CLOSED.contains(status);
    }

    /**
     * @param ignored attributes that the account's role may not set
     * @return what Redmine complains of; empty when it answers 204
     */
    List<String> change(ObjectNode issue, JsonNode asked, Set<String> ignored, ObjectNode user) {
        var sent = (ObjectNode) asked.deepCopy();
        sent.remove(ignored);
        var status = sent.path("status_id").asInt(0);
        if (this.wantAssignee.contains(status) && !issue.has("assigned_to")) {
            return List.of("Assignee cannot be blank");
        }
        // As Redmine does: null is as good as absent, an empty text unassigns.
        var assignee = sent.path("assigned_to_id");
        if (assignee.isInt() && !assignee.asText().equals(TESS.id())) {
            return List.of("Assignee is invalid");
        }
        var details = FakeJson.object().arrayNode();
        if (status != 0 && this.workflow.get(now(issue)).contains(status) && status != now(issue)) {
            detail(details, "status_id", String.valueOf(now(issue)), String.valueOf(status));
            var node = issue.putObject("status").put("id", status).put("name", STATUSES.get(status));
            if (this.saysAllowed) {
                node.put("is_closed", closed(status));
            }
        }
        if (assignee.isInt() || assignee.isTextual()) {
            detail(details, "assigned_to_id", issue.path("assigned_to").path("id").asText(null), assignee.asText());
            issue.remove("assigned_to");
            if (assignee.isInt()) {
                issue.putObject("assigned_to").put("id", assignee.asInt()).put("name", TESS.name());
            }
        }
        journal(issue, details, sent.path("notes").asText(), user);
        return List.of();
    }

    private static int now(JsonNode issue) {
        return issue.path("status").path("id").asInt();
    }

    private static void detail(ArrayNode details, String name, String before, String after) {
        details.addObject().put("property", "attr").put("name", name).put("old_value", before).put("new_value", after);
    }

    private void journal(ObjectNode issue, ArrayNode details, String notes, ObjectNode user) {
        if (details.isEmpty() && notes.isEmpty()) {
            return;
        }
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        issue.put("updated_on", now);
        issue.withArray("journals")
            .addObject()
            .put("id", ++this.journals)
            .put("notes", notes.replace("\n", "\r\n"))
            .put("created_on", now)
            .put("updated_on", now)
            .put("private_notes", false)
            .<ObjectNode>set("user", user)
            .set("details", details);
    }

    /** The issue with what the call asked to include, and nothing more. */
    ObjectNode shown(ObjectNode issue, String include) {
        var shown = issue.deepCopy();
        shown.remove("journals");
        if (Objects.equals(include, "journals")) {
            shown.set("journals", issue.withArray("journals"));
        }
        if (Objects.equals(include, "allowed_statuses") && this.saysAllowed) {
            statuses(this.workflow.get(now(issue)).stream().sorted()).forEach(shown.putArray("allowed_statuses")::add);
        }
        return shown;
    }

    static Stream<ObjectNode> statuses(Stream<Integer> ids) {
        return ids
            .map((id) -> FakeJson.object().put("id", id).put("name", STATUSES.get(id)).put("is_closed", closed(id)));
    }

    Standing standing(ObjectNode issue) {
        var journals = StreamSupport.stream(issue.path("journals").spliterator(), false).toList();
        return new Standing(String.valueOf(now(issue)),
                Optional.of(issue.path("assigned_to").path("id").asText()).filter((id) -> !id.isEmpty()),
                journals.stream().map((one) -> one.path("notes").asText()).filter((text) -> !text.isEmpty()).toList(),
                List.of(), journals.size());
    }

    /** As Redmine 7.0 posts a change of the issue. */
    static Webhooks.Request webhook(ObjectNode issue, String secret, String delivery) {
        var json = FakeJson.object().put("type", "issue.updated").put("timestamp", "2026-07-02T09:15:00Z");
        var data = json.putObject("data");
        data.set("issue", issue);
        var id = UUID.nameUUIDFromBytes(delivery.getBytes(StandardCharsets.UTF_8)).hashCode() >>> 1;
        data.putObject("journal")
            .put("id", id)
            .put("created_on", "2026-07-02T09:15:00Z")
            .put("notes", "")
            .set("user", FakeJson.object().put("id", 5).put("name", TESS.name()));
        var body = json.toString().getBytes(StandardCharsets.UTF_8);
        return new Webhooks.Request(
                Map.of("X-Redmine-Signature-256", "sha256=" + Signatures.hexHmacSha256(secret, body)), body,
                Instant.now());
    }

}
