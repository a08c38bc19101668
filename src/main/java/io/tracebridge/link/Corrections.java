package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.triage.Activities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person decides about a rejected issue, beside Tasklist. */
@Service
public class Corrections {

    /** Message that answers the user task; its correlation key is the link. */
    private static final String SUBMITTED = "issue-correction-submitted";

    /**
     * How long it waits for the user task. As long, another correction of the same
     * rejection is refused, or it would answer the next one.
     */
    private static final Duration MESSAGE_LIFE = Duration.ofHours(1);

    /** A process that waits for an answer has tried the issue by then. */
    private static final Duration HEARD_WITHIN = Duration.ofMinutes(1);

    private static final int LONGEST_REASON = 1_000;

    private final JdbcClient jdbc;

    private final Activities activities;

    private final Outbox outbox;

    private final ObjectMapper json;

    private final Clock clock;

    Corrections(JdbcClient jdbc, Activities activities, Outbox outbox, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.activities = activities;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @return false if the group has no such link
     * @throws InvalidInputException naming the part that cannot be taken
     * @throws RequestRefused if the link is not rejected, or was answered already
     */
    @Transactional
    public boolean submit(long projectId, String fingerprint, long linkId, Correction correction, String actor) {
        var why = (correction.why() != null) ? correction.why().strip() : "";
        IssueDetails.text("why", why, LONGEST_REASON);
        if (correction.choice() == null) {
            throw new InvalidInputException("choice", "must be retry or give-up");
        }
        var found = lock(projectId, fingerprint, linkId);
        found.ifPresent((link) -> {
            var details = over(rejection(link), correction);
            details.check();
            if (!answered(linkId)) {
                throw new RequestRefused("Only a rejected issue can be corrected, and once per rejection; this one is "
                        + (link.state().equals("rejected") ? "being tried again" : link.state()) + ".");
            }
            this.activities.record(link.rootId(), actor, "correction-submitted", Map.of(),
                    Map.of("choice", correction.choice().id()), Map.of("link", linkId));
            this.outbox.add(List.of(Outbox.Entry.message(
                    SUBMITTED, Long.toString(linkId), UUID.randomUUID().toString(), MESSAGE_LIFE, Map.of("choice",
                            correction.choice().id(), "title", details.title(), "fields", details.fields(), "why", why),
                    Instant.now(this.clock))));
        });
        return found.isPresent();
    }

    /**
     * What became of the answer to a rejection that still stands.
     * @param answeredAt null when there was none
     */
    public Answer answer(Instant answeredAt) {
        if (answeredAt == null) {
            return Answer.NONE;
        }
        var age = Duration.between(answeredAt, Instant.now(this.clock));
        if (age.compareTo(MESSAGE_LIFE) > 0) {
            return Answer.NONE;
        }
        return (age.compareTo(HEARD_WITHIN) > 0) ? Answer.UNHEARD : Answer.SENT;
    }

    private Optional<Rejected> lock(long projectId, String fingerprint, long linkId) {
        return this.jdbc.sql("""
                select l.state, l.rejection, g.root_id from link l join error_group g on g.id = l.group_id
                where l.id = ? and g.root_id in (select root_id from error_group
                  where project_id = ? and fingerprint = ?) for update of l""")
            .params(linkId, projectId, fingerprint)
            .query((row, n) -> new Rejected(row.getString("state"), row.getString("rejection"), row.getLong("root_id")))
            .optional();
    }

    /** Notes in the rejection that it was answered; the next one starts anew. */
    private boolean answered(long linkId) {
        return this.jdbc.sql("""
                update link set rejection = rejection || jsonb_build_object('answeredAt', now())
                where id = ? and state = 'rejected' and (rejection ->> 'answeredAt' is null
                  or (rejection ->> 'answeredAt')::timestamptz < now() - make_interval(secs => ?))""")
            .params(linkId, (double) MESSAGE_LIFE.toSeconds())
            .update() == 1;
    }

    /** What was sent, but for what the person changed. */
    private static IssueDetails over(JsonNode sent, Correction correction) {
        var fields = new HashMap<String, String>();
        sent.path("fields").forEach((field) -> fields.put(field.path("name").asText(), field.path("value").asText()));
        fields.putAll(new IssueDetails(null, null, correction.fields()).fields());
        return new IssueDetails((correction.title() != null) ? correction.title() : sent.path("title").asText(), null,
                fields);
    }

    private JsonNode rejection(Rejected link) {
        try {
            return this.json.readTree((link.rejection() != null) ? link.rejection() : "{}");
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored rejection is not JSON", ex);
        }
    }

    /**
     * @param title null for the one that was sent; empty to let the integration word it
     * @param fields over those that were sent; null for none
     * @param why it is given up; null for no reason
     */
    public record Correction(Choice choice, String title, Map<String, String> fields, String why) {
    }

    public enum Choice {

        RETRY("retry"), GIVE_UP("give-up");

        private final String id;

        Choice(String id) {
            this.id = id;
        }

        @JsonValue
        public String id() {
            return this.id;
        }

        /** As people who misspell it are told. */
        @Override
        public String toString() {
            return this.id;
        }

    }

    public enum Answer {

        /** Nobody answered, or so long ago that it is lost: it may be answered. */
        NONE,

        /** Just now; a process is about to act on it. */
        SENT,

        /** No process acts on it, though it waits for one. */
        UNHEARD

    }

    private record Rejected(String state, String rejection, long rootId) {
    }

}
