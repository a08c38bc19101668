package io.tracebridge.tracker.github;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;

/**
 * Reads issues where they are now: in our repository, whatever it is called by now, or in
 * one that they were transferred to.
 */
final class IssueFinder {

    private final TrackerApi api;

    private final Repository ours;

    private final GitHubStatuses statuses;

    IssueFinder(TrackerApi api, Repository ours, GitHubStatuses statuses) {
        this.api = api;
        this.ours = ours;
        this.statuses = statuses;
    }

    Found find(IssueRef ref) {
        return find(IssueAddress.ofId(ref.id(), this.ours), ref.key());
    }

    /**
     * @throws TrackerException.Rejected for whatever is no issue of our repository
     */
    Found locate(String text) {
        var address = IssueAddress.ofText(text, this.ours)
            .orElseThrow(() -> refused("\"" + shortened(text) + "\" names no issue: enter its number, such as #7, "
                    + this.ours + "#7, or the address of its page."));
        if (!isOurs(address.repository().toString())) {
            throw refused(address + " is in another repository: only issues of " + this.ours + " can be linked here.");
        }
        var found = find(new IssueAddress(this.ours, address.number()), "#" + address.number());
        if (!found.ours()) {
            throw refused("#" + address.number() + " was transferred to " + found.issue().ref().key()
                    + ": only issues of " + this.ours + " can be linked here.");
        }
        if (text.contains("://") && !host(text).equalsIgnoreCase(host(found.issue().ref().url()))) {
            throw refused("That address is on " + host(text) + ", but " + this.ours + " is on "
                    + host(found.issue().ref().url()) + ".");
        }
        return found;
    }

    private Found find(IssueAddress address, String key) {
        var json = read(address, key);
        if (GitHubIssue.isPullRequest(json)) {
            throw refused(key + " in " + address.repository() + " is a pull request, not an issue.");
        }
        return found(json);
    }

    private Found found(JsonNode json) {
        var ref = GitHubIssue.ref(json);
        var holder = GitHubIssue.repository(json).map(Repository::of).orElse(this.ours);
        if (isOurs(holder.toString())) {
            return new Found(new IssueAddress(holder, ref.id()), true, json,
                    GitHubIssue.read(json, this.statuses, ref));
        }
        var there = new IssueAddress(holder, ref.id());
        var moved = new IssueRef(there.toString(), there.toString(), ref.url());
        return new Found(there, false, json, GitHubIssue.read(json, this.statuses, moved));
    }

    /**
     * A token that lost its repository gets 404 for every issue: none of them is gone.
     */
    private JsonNode read(IssueAddress address, String key) {
        try {
            return this.api.call(address.repository().issue(address.number())).json();
        }
        catch (TrackerException.Rejected ex) {
            if (ex.reason() != Reason.PROJECT_MISSING) {
                throw ex;
            }
            if (address.repository().equals(this.ours)
                    && !this.api.call(this.ours.get()).json().path("has_issues").asBoolean(true)) {
                throw ex;
            }
            throw new TrackerException.IssueGone("There is no issue " + key + " in " + address.repository()
                    + " any more: it was deleted, or transferred out of the token's sight.");
        }
    }

    /** A renamed repository answers under its new name, to which reads are redirected. */
    private boolean isOurs(String fullName) {
        return this.ours.is(fullName)
                || fullName.equalsIgnoreCase(this.api.call(this.ours.get()).json().path("full_name").asText());
    }

    private static String host(String url) {
        return url.replaceFirst("^https?://([^/?#]*).*$", "$1");
    }

    private static String shortened(String text) {
        return text.codePoints()
            .limit(80)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    }

    private static TrackerException refused(String message) {
        return new TrackerException.Rejected(Reason.INVALID_FIELD, message, Map.of());
    }

    /**
     * @param address where writes go
     * @param ours whether our repository holds it
     * @param json as GitHub sent it
     */
    record Found(IssueAddress address, boolean ours, JsonNode json, Issue issue) {

        /** The same issue after a write that answered with it. */
        Issue now(JsonNode echo, GitHubStatuses statuses) {
            return GitHubIssue.read(echo, statuses, this.issue.ref());
        }

    }

}
