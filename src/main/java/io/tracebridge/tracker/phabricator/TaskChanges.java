package io.tracebridge.tracker.phabricator;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Changes.Cursor;
import io.tracebridge.tracker.IssueRef;

/**
 * Looks for changed tasks by the second of their change. A cursor is such a second.
 * <p>
 * Phabricator's own cursor is a task's id, and means the place where that task is now: if
 * it changed since, a further page by it would leave out what lay between. So each look
 * begins anew at a second, and only the tasks of one and the same second, if they are
 * more than a page, are read on by Phabricator's cursor, ordered by id, which stays.
 */
final class TaskChanges {

    /**
     * A change gets its second before it is committed, and several web servers may
     * disagree about the second.
     */
    private static final long LATE_SECONDS = 10;

    private final Tasks tasks;

    TaskChanges(Tasks tasks) {
        this.tasks = tasks;
    }

    Changes since(Cursor cursor) {
        var from = second(cursor);
        var found = new LinkedHashSet<IssueRef>();
        var page = page(Conduit.params().put("modifiedStart", from), "outdated", Optional.empty());
        add(page.data(), found);
        if (page.after().isPresent() && modified(page.data().getLast()) == from) {
            wholeSecond(from, found);
            page = page(Conduit.params().put("modifiedStart", from + 1), "outdated", Optional.empty());
            add(page.data(), found);
        }
        var last = page.data().isEmpty() ? Optional.<Long>empty() : Optional.of(modified(page.data().getLast()));
        if (page.after().isPresent()) {
            return new Changes(List.copyOf(found), cursor(last.orElse(from)), true);
        }
        var next = last.map((second) -> Math.max(from, second - LATE_SECONDS)).orElse(from);
        return new Changes(List.copyOf(found), cursor(next), false);
    }

    private void wholeSecond(long second, Set<IssueRef> found) {
        var after = Optional.<String>empty();
        do {
            var page = page(Conduit.params().put("modifiedStart", second).put("modifiedEnd", second), "oldest", after);
            add(page.data(), found);
            after = page.after();
        }
        while (after.isPresent());
    }

    /** In all projects: linked tasks need not be in ours, nor stay there. */
    private Conduit.Page page(ObjectNode constraints, String order, Optional<String> after) {
        return this.tasks.search(constraints, order, after);
    }

    private void add(List<JsonNode> tasks, Set<IssueRef> found) {
        tasks.stream().map(this.tasks::ref).forEach(found::add);
    }

    private static long modified(JsonNode task) {
        return task.at("/fields/dateModified").asLong();
    }

    private static Cursor cursor(long second) {
        return Cursor.at(Instant.ofEpochSecond(second));
    }

    private static long second(Cursor cursor) {
        try {
            return Instant.parse(cursor.value()).getEpochSecond();
        }
        catch (DateTimeException ex) {
            throw new IllegalArgumentException("'" + cursor.value() + "' is no cursor of Phabricator's", ex);
        }
    }

}
