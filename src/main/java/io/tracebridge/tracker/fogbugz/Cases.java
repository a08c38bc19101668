package io.tracebridge.tracker.fogbugz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Issue.Account;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.TrackerException.IssueGone;

/** Reads and changes single cases. */
final class Cases {

    private final FogBugzApi api;

    private final Directory directory;

    private final String site;

    Cases(FogBugzApi api, Directory directory, String site) {
        this.api = api;
        this.directory = directory;
        this.site = site;
    }

    IssueRef ref(int number) {
        return new IssueRef(String.valueOf(number), "Case " + number, this.site + "/f/cases/" + number);
    }

    /**
     * A search for a number alone is no search: it reads that case from the database.
     */
    FogBugzCase read(String number) {
        var found = this.api.call("search", Map.of("q", number, "cols", FogBugzCase.COLUMNS));
        return FogBugzApi.list(found, "cases")
            .stream()
            .filter((json) -> json.path("ixBug").asText().equals(number))
            .findFirst()
            .map(FogBugzCase::of)
            .orElseThrow(() -> new IssueGone(
                    "FogBugz shows this account no case " + number + "; it was deleted or moved out of sight."));
    }

    /**
     * Changes a case unless somebody else has changed it since it was read.
     * @param arguments beside its number
     */
    void change(FogBugzCase seen, String command, Map<String, ?> arguments) {
        var all = new LinkedHashMap<String, Object>(arguments);
        all.put("ixBug", seen.id());
        if (seen.latestEvent() > 0) {
            all.put("ixBugEvent", seen.latestEvent());
        }
        this.api.call(command, all);
    }

    Issue issue(FogBugzCase json) {
        return new Issue(ref(json.id()), json.title(), status(json).shown(), assignee(json), json.updatedAt());
    }

    CaseStatus status(FogBugzCase of) {
        return this.directory.statuses()
            .stream()
            .filter((status) -> status.id() == of.status())
            .findFirst()
            .orElseGet(() -> CaseStatus.unlisted(of));
    }

    /**
     * Whose case it is: for a closed one, whose it was before. Empty when it is in the
     * hands of whoever stands for nobody.
     */
    Optional<Account> assignee(FogBugzCase of) {
        return owner(of)
            .filter((person) -> this.directory.nobody().filter((nobody) -> person.id().equals(text(nobody))).isEmpty());
    }

    /** As {@link #assignee}, but names whoever stands for nobody. */
    Optional<Account> owner(FogBugzCase of) {
        if (of.person() == FogBugzCase.CLOSED) {
            return lastOwner(of);
        }
        return (of.person() > 0) ? Optional.of(new Account(String.valueOf(of.person()), of.personName()))
                : Optional.empty();
    }

    /** FogBugz gives closed cases to nobody; their history tells who had them. */
    private Optional<Account> lastOwner(FogBugzCase closed) {
        var found = this.api.call("search",
                Map.of("q", String.valueOf(closed.id()), "cols", List.of("ixBug", "events")));
        var owners = new ArrayList<String>();
        FogBugzApi.list(found, "cases").forEach((one) -> one.path("events").forEach((event) -> {
            if (event.path("ixPersonAssignedTo").asInt() > FogBugzCase.CLOSED) {
                owners.add(event.path("ixPersonAssignedTo").asText());
            }
        }));
        return owners.isEmpty() ? Optional.empty() : Optional.of(owners.getLast())
            .map((id) -> this.directory.person(id).orElseGet(() -> new Account(id, "person " + id)));
    }

    private static String text(Named nobody) {
        return String.valueOf(nobody.id());
    }

}
