package io.tracebridge.tracker.github;

import io.tracebridge.tracker.http.TrackerRequest;

/** A repository: the one whose issues an integration creates, or one they moved to. */
record Repository(String owner, String name) {

    /**
     * @param fullName owner and name, as GitHub writes them
     */
    static Repository of(String fullName) {
        var slash = fullName.indexOf('/');
        return new Repository(fullName.substring(0, slash), fullName.substring(slash + 1));
    }

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

    TrackerRequest editIssue(String number) {
        return TrackerRequest.patch("repos", this.owner, this.name, "issues", number);
    }

    TrackerRequest addLabels(String number) {
        return TrackerRequest.post("repos", this.owner, this.name, "issues", number, "labels");
    }

    TrackerRequest removeLabel(String number, String label) {
        return TrackerRequest.delete("repos", this.owner, this.name, "issues", number, "labels", label);
    }

    TrackerRequest addComment(String number) {
        return TrackerRequest.post("repos", this.owner, this.name, "issues", number, "comments");
    }

    TrackerRequest assignees() {
        return TrackerRequest.get("repos", this.owner, this.name, "assignees");
    }

    TrackerRequest assignee(String login) {
        return TrackerRequest.get("repos", this.owner, this.name, "assignees", login);
    }

    TrackerRequest milestones() {
        return TrackerRequest.get("repos", this.owner, this.name, "milestones");
    }

    TrackerRequest issueTypes() {
        return TrackerRequest.get("orgs", this.owner, "issue-types");
    }

    TrackerRequest hooks() {
        return TrackerRequest.get("repos", this.owner, this.name, "hooks");
    }

    TrackerRequest createHook() {
        return TrackerRequest.post("repos", this.owner, this.name, "hooks");
    }

    TrackerRequest changeHook(String id) {
        return TrackerRequest.patch("repos", this.owner, this.name, "hooks", id);
    }

    TrackerRequest deleteHook(String id) {
        return TrackerRequest.delete("repos", this.owner, this.name, "hooks", id);
    }

    TrackerRequest deliveries(String hookId) {
        return TrackerRequest.get("repos", this.owner, this.name, "hooks", hookId, "deliveries");
    }

    TrackerRequest redeliver(String hookId, String delivery) {
        return TrackerRequest.post("repos", this.owner, this.name, "hooks", hookId, "deliveries", delivery, "attempts");
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
