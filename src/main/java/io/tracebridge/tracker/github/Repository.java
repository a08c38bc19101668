package io.tracebridge.tracker.github;

import io.tracebridge.tracker.http.TrackerRequest;

/** The repository whose issues an integration creates. */
record Repository(String owner, String name) {

    TrackerRequest get() {
        return TrackerRequest.get("repos", this.owner, this.name);
    }

    TrackerRequest issues() {
        return TrackerRequest.get("repos", this.owner, this.name, "issues");
    }

    TrackerRequest createIssue() {
        return TrackerRequest.post("repos", this.owner, this.name, "issues");
    }

    TrackerRequest issue(String number) {
        return TrackerRequest.get("repos", this.owner, this.name, "issues", number);
    }

    /** Names are the same in any case. */
    boolean is(String fullName) {
        return toString().equalsIgnoreCase(fullName);
    }

    @Override
    public String toString() {
        return this.owner + "/" + this.name;
    }

}
