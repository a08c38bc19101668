package io.tracebridge.tracker.fogbugz;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;

/**
 * A status. Each belongs to one category of cases. Whether a resolved case is still open
 * (to be verified) or closed is no status of its own to FogBugz, and none to us: a case
 * keeps its status when it is closed.
 */
record CaseStatus(int id, String name, int category, boolean resolved, boolean duplicate, boolean deleted) {

    private static final String ACTIVE = "active";

    private static final String RESOLVED = "resolved";

    private static final String DUPLICATE = "duplicate";

    /**
     * FogBugz's own names for what will not be worked on, and what teams make of them.
     */
    private static final Pattern SET_ASIDE = Pattern.compile("\\bwon.?t\\b|by design|not reproducible|postponed",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AT_WORK = Pattern.compile("progress|working|started|doing|review|testing",
            Pattern.CASE_INSENSITIVE);

    static CaseStatus of(JsonNode json) {
        return new CaseStatus(json.path("ixStatus").asInt(), json.path("sStatus").asText(),
                json.path("ixCategory").asInt(), json.path("fResolved").asBoolean(),
                json.path("fDuplicate").asBoolean(), json.path("fDeleted").asBoolean());
    }

    /** One that the lists no longer show, going by a case that has it. */
    static CaseStatus unlisted(FogBugzCase of) {
        return new CaseStatus(of.status(), of.statusName(), of.category(), !of.open() || of.can("reactivate"), false,
                true);
    }

    Issue.Status shown() {
        return new Issue.Status(String.valueOf(this.id), this.name,
                !this.resolved ? ACTIVE : this.duplicate ? DUPLICATE : RESOLVED, "");
    }

    /** See {@link FogBugz#meaning}. */
    static GroupState meaning(Issue.Status status) {
        return switch (status.category()) {
            case DUPLICATE -> GroupState.RESOLVED;
            case RESOLVED -> SET_ASIDE.matcher(status.name()).find() ? GroupState.MUTED : GroupState.RESOLVED;
            case ACTIVE -> AT_WORK.matcher(status.name()).find() ? GroupState.IN_PROGRESS : GroupState.OPEN;
            default -> GroupState.OPEN;
        };
    }

}
