package io.tracebridge.tracker.phabricator;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;
import io.tracebridge.tracker.phabricator.Edit.Change;

/** Brings tasks to a status or an assignee, and looks what became of them. */
final class TaskEdits {

    private static final Pattern PERSON = Pattern.compile("PHID-USER-[a-z0-9]{1,30}");

    private final Conduit conduit;

    private final Directory directory;

    private final Tasks tasks;

    private final TaskForm form;

    TaskEdits(Conduit conduit, Directory directory, Tasks tasks, TaskForm form) {
        this.conduit = conduit;
        this.directory = directory;
        this.tasks = tasks;
        this.form = form;
    }

    Issue setStatus(IssueRef ref, String status, Map<String, String> fields) {
        var before = this.tasks.byPhid(ref.id());
        if (before.status().key().equals(status)) {
            return before;
        }
        var target = settable(status);
        var edit = Edit.NOTHING.with("status", target.id()).and(this.form.changes(fields));
        if (!target.category().equals("open") && before.assignee().isEmpty()) {
            // Whoever closes a task that nobody has is given it, unless the same edit
            // says whose it is.
            edit = edit.with(Change.owner(null));
        }
        try {
            this.conduit.edit(Optional.of(ref.id()), edit);
        }
        catch (Rejected ex) {
            throw new Rejected(Reason.TRANSITION_UNAVAILABLE, ex.getMessage(), ex.fields());
        }
        var after = this.tasks.byPhid(ref.id());
        if (!after.status().id().equals(target.id())) {
            throw unavailable("Phabricator took the change of %s to %s, but it is %s now.".formatted(after.ref().key(),
                    target.name(), after.status().name()));
        }
        return after;
    }

    private Issue.Status settable(String key) {
        var all = this.directory.statuses();
        return all.stream()
            .filter((status) -> status.key().equals(key) && !status.category().equals(Directory.DUPLICATE))
            .findFirst()
            .orElseThrow(() -> unavailable("No task can be set to '%s', only to %s%s".formatted(key,
                    all.stream()
                        .filter((status) -> !status.category().equals(Directory.DUPLICATE))
                        .map(Issue.Status::id)
                        .collect(Collectors.joining(", ")),
                    "; to become a duplicate it must be merged in Phabricator.")));
    }

    Issue setAssignee(IssueRef ref, Optional<String> account) {
        // Conduit reads an empty name as nobody.
        if (account.isPresent() && !PERSON.matcher(account.get()).matches()) {
            throw stranger(account.get());
        }
        var before = this.tasks.byPhid(ref.id());
        if (before.assignee().map(Issue.Account::id).equals(account)) {
            return before;
        }
        this.conduit.edit(Optional.of(ref.id()), Edit.NOTHING.with(Change.owner(account.orElse(null))));
        return this.tasks.byPhid(ref.id());
    }

    private static Rejected stranger(String account) {
        var message = "'%s' is nobody in Phabricator; an account is a PHID such as PHID-USER-…".formatted(account);
        return new Rejected(Reason.INVALID_FIELD, message, Map.of("owner", message));
    }

    private static Rejected unavailable(String message) {
        return new Rejected(Reason.TRANSITION_UNAVAILABLE, message, Map.of());
    }

}
