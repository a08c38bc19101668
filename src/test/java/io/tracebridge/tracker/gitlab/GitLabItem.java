package io.tracebridge.tracker.gitlab;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** An issue as the fake holds it, and what GitLab makes of changes to it. */
final class GitLabItem {

    final int globalId;

    final int project;

    final int iid;

    final int author;

    final String title;

    final Instant createdAt;

    final List<String> labels = new ArrayList<>();

    final List<String> notes = new ArrayList<>();

    Instant updatedAt;

    String description = "by hand";

    String state = "opened";

    String type = "issue";

    String dueDate = "";

    List<Integer> assignees = List.of();

    int milestone;

    String milestoneTitle = "v3.0";

    int weight = -1;

    int movedTo;

    boolean confidential;

    int writes;

    GitLabItem(int globalId, int project, int iid, int author, String title, Instant createdAt) {
        this.globalId = globalId;
        this.project = project;
        this.iid = iid;
        this.author = author;
        this.title = title;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    String id() {
        return this.project + "/" + this.iid;
    }

    void touch() {
        this.updatedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Takes what a call sent; drops silently what the caller may not set, and people who
     * may not see the issue.
     * @param metadata whether the role is enough for labels, assignees and dates
     */
    void change(JsonNode sent, boolean metadata, boolean premium, Set<Integer> people) {
        if (metadata) {
            labels(sent, "labels").forEach(this.labels::add);
            labels(sent, "add_labels").forEach(this.labels::add);
            labels(sent, "remove_labels").forEach(this.labels::remove);
            if (sent.has("assignee_ids")) {
                assign(sent.path("assignee_ids"), people);
            }
            this.milestone = sent.path("milestone_id").asInt(this.milestone);
            this.dueDate = sent.path("due_date").asText(this.dueDate);
            this.weight = premium ? sent.path("weight").asInt(this.weight) : -1;
        }
        switch (sent.path("state_event").asText()) {
            case "close" -> this.state = "closed";
            case "reopen" -> this.state = "opened";
            default -> {
            }
        }
        this.writes++;
        touch();
    }

    private void assign(JsonNode ids, Set<Integer> people) {
        var asked = new ArrayList<Integer>();
        ids.forEach((id) -> asked.add(id.asInt()));
        if (asked.isEmpty() || asked.equals(List.of(0))) {
            this.assignees = List.of();
        }
        else if (people.contains(asked.getFirst())) {
            this.assignees = asked.subList(0, 1);
        }
    }

    private static Stream<String> labels(JsonNode sent, String name) {
        return Arrays.stream(sent.path(name).asText("").split(",")).filter((label) -> !label.isEmpty());
    }

}
