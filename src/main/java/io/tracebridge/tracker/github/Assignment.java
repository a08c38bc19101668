package io.tracebridge.tracker.github;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.http.TrackerApi;

/** Makes one person, or nobody, the assignee of an issue. */
final class Assignment {

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_-]{1,100}(\\[bot])?");

    private final TrackerApi api;

    private final GitHubStatuses statuses;

    private final IssueFinder.Found found;

    Assignment(TrackerApi api, GitHubStatuses statuses, IssueFinder.Found found) {
        this.api = api;
        this.statuses = statuses;
        this.found = found;
    }

    /** Who is first among several is the assignee already; the others stay then. */
    Issue assign(Optional<String> login) {
        if (same(this.found.issue().assignee(), login)) {
            return this.found.issue();
        }
        login.ifPresent(this::mustBeAssignable);
        var json = JsonNodeFactory.instance.objectNode();
        var assignees = json.putArray("assignees");
        login.ifPresent(assignees::add);
        var echo = IssueEdit.send(this.api, this.found.address(), json);
        var now = this.found.now(echo, this.statuses);
        if (!same(now.assignee(), login)) {
            throw new TrackerException.Rejected(Reason.FORBIDDEN,
                    "GitHub accepted the change of assignee but left it as it was: the token's account needs push"
                            + " access to " + this.found.address().repository() + ".",
                    Map.of());
        }
        return now;
    }

    /** GitHub drops logins that it does not know, along with the ones that it does. */
    private void mustBeAssignable(String login) {
        if (!LOGIN.matcher(login).matches()) {
            throw refused(login);
        }
        try {
            this.api.call(this.found.address().repository().assignee(login));
        }
        catch (TrackerException.Rejected ex) {
            throw (ex.reason() == Reason.PROJECT_MISSING) ? refused(login) : ex;
        }
    }

    private TrackerException refused(String login) {
        return new TrackerException.Rejected(Reason.INVALID_FIELD,
                "GitHub cannot assign \"" + login + "\" in " + this.found.address().repository()
                        + ": enter the login of somebody with access to it.",
                Map.of("assignees", "cannot be assigned: " + login));
    }

    private static boolean same(Optional<Account> account, Optional<String> login) {
        return login.map((wanted) -> account.filter((now) -> now.id().equalsIgnoreCase(wanted)).isPresent())
            .orElse(account.isEmpty());
    }

}
