package io.tracebridge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.outbox.Outbox;
import io.tracebridge.project.InvalidInputException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people ask of synchronisation; the engine carries it out. */
@Service
public class SyncRequests {

    /** Message that ends the question to a person; its correlation key is the link. */
    private static final String CONFLICT_RESOLVED = "conflict-resolved";

    /**
     * As long as a process may be away from its question; longer, and an answer could
     * meet the next one.
     */
    private static final Duration MESSAGE_LIFE = Duration.ofMinutes(1);

    private static final Set<String> CHOICES = Set.of("ours", "theirs");

    private final JdbcClient jdbc;

    private final DirtyLinks marks;

    private final Outbox outbox;

    private final ObjectMapper json;

    private final Clock clock;

    SyncRequests(JdbcClient jdbc, DirtyLinks marks, Outbox outbox, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** The link of the group, or of a group that was merged into it or has it merged. */
    public Optional<LinkOfGroup> find(long projectId, String fingerprint, long link) {
        return this.jdbc
            .sql("""
                    select l.id, l.state from link l join error_group g on g.id = l.group_id
                    where l.id = ? and g.root_id = (select root_id from error_group where project_id = ? and fingerprint = ?)""")
            .params(link, projectId, fingerprint)
            .query((row, n) -> new LinkOfGroup(row.getLong("id"), row.getString("state")))
            .optional();
    }

    /**
     * @throws InvalidInputException if the link leads to no issue
     */
    @Transactional
    public void sync(LinkOfGroup link) {
        if (!link.state().equals("linked")) {
            throw new InvalidInputException("link",
                    "is " + link.state() + " and leads to no issue to synchronise with");
        }
        this.marks.mark(List.of(link.id()));
    }

    /**
     * @param choices disputed field to {@code ours} or {@code theirs}
     * @throws InvalidInputException if nothing is disputed, or not all of it is decided
     */
    @Transactional
    public void resolve(LinkOfGroup link, Map<String, String> choices) {
        var dispute = dispute(link).orElseThrow(
                () -> new InvalidInputException("choices", "cannot be taken: nothing is disputed on this link"));
        var decided = new ArrayList<Map<String, String>>();
        var disputed = dispute.conflicts().stream().map(Dispute.Row::field).toList();
        for (var field : disputed) {
            var choice = choices.get(field);
            if (choice == null || !CHOICES.contains(choice)) {
                throw new InvalidInputException("choices." + field, "must be ours or theirs");
            }
            decided.add(Map.of("field", field, "choice", choice));
        }
        choices.keySet().stream().filter((field) -> !disputed.contains(field)).findFirst().ifPresent((field) -> {
            throw new InvalidInputException("choices." + field,
                    "is not disputed; what is disputed is " + String.join(" and ", disputed));
        });
        var now = Instant.now(this.clock);
        this.outbox.add(List.of(Outbox.Entry.message(CONFLICT_RESOLVED, Long.toString(dispute.linkId()),
                dispute.linkId() + "-" + now, MESSAGE_LIFE, Map.of("conflicts", decided), now)));
    }

    /**
     * What somebody has to decide; the leading link of the issue has it.
     * @return empty if nothing is disputed
     */
    public Optional<Dispute> dispute(LinkOfGroup link) {
        return this.jdbc.sql("""
                select lead.conflict from link l join link lead on lead.integration_id = l.integration_id
                  and lead.issue_id = l.issue_id and lead.state = 'linked' and lead.conflict is not null
                where l.id = ? and l.state = 'linked' order by lead.id limit 1""")
            .param(link.id())
            .query(String.class)
            .optional()
            .map(this::read);
    }

    private Dispute read(String stored) {
        try {
            return this.json.readValue(stored, Dispute.class);
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("a stored dispute does not read as one", ex);
        }
    }

    public record LinkOfGroup(long id, String state) {
    }

}
