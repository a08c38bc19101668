package io.tracebridge.tracker.github;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** An issue as {@link FakeGitHub} holds it. */
final class GitHubItem {

    final String author;

    final String title;

    final Instant createdAt;

    /** In the repository that holds it. */
    int number;

    Instant updatedAt;

    String body;

    List<String> labels = new ArrayList<>();

    List<String> assignees = List.of();

    List<String> comments = new ArrayList<>();

    int milestone;

    String milestoneTitle = "Next";

    String type = "";

    String state = "open";

    String reason;

    boolean pullRequest;

    /** The status that tells its absence; 0 while it is here. */
    int gone;

    /** Where it was transferred to; empty while it is here. */
    String repository = "";

    int writes;

    GitHubItem(int number, String author, String title, String body, Instant createdAt) {
        this.number = number;
        this.author = author;
        this.title = title;
        this.body = body;
        this.createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
        this.updatedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    void changed() {
        this.writes++;
        this.updatedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** In the words of the state map. */
    String status() {
        if (this.state.equals("closed")) {
            return "closed:" + (this.reason == null ? "completed" : this.reason);
        }
        return this.labels.contains("in progress") ? "open:in progress" : "open";
    }

    void become(String status) {
        var closed = status.startsWith("closed:");
        this.state = closed ? "closed" : "open";
        this.reason = closed ? status.substring("closed:".length()) : null;
        this.labels.remove("in progress");
        if (status.equals("open:in progress")) {
            this.labels.add("in progress");
        }
        this.updatedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

}
