package io.tracebridge.link;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.tracebridge.integration.PollSchedule;
import io.tracebridge.tracker.IssueRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marks what a tracker answered, and goes on from there: both or neither. */
@Component
class PolledLinks {

    private final JdbcClient jdbc;

    private final DirtyLinks marks;

    private final PollSchedule schedule;

    PolledLinks(JdbcClient jdbc, DirtyLinks marks, PollSchedule schedule) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.schedule = schedule;
    }

    @Transactional
    public Found take(PollSchedule.Place place, PollAnswer answer) {
        var digest = answer.digest();
        var known = digest.isPresent() && digest.equals(place.known());
        var found = known ? List.<Row>of() : find(place.integrationId(), answer.issues());
        this.marks.mark(found.stream().map(Row::id).toList());
        this.schedule.advance(place, answer.next(), digest.orElse(null));
        return new Found(found.size(), (int) found.stream().filter((row) -> row.isNews(place.lookedAt())).count());
    }

    /**
     * Ours among them. In the order of their ids, as everybody locks links; a tracker may
     * know only one of id and key in its list of changes.
     */
    private List<Row> find(long integrationId, Collection<IssueRef> issues) {
        return this.jdbc.sql("""
                select id, dirty_since, issue_seen_at from link where integration_id = ? and state = 'linked'
                  and (issue_id = any(?) or issue_key = any(?)) order by id for update""")
            .params(integrationId, filled(issues.stream().map(IssueRef::id).toList()),
                    filled(issues.stream().map(IssueRef::key).toList()))
            .query((row, n) -> new Row(row.getLong("id"), row.getTimestamp("dirty_since") != null,
                    Optional.ofNullable(row.getTimestamp("issue_seen_at")).map(Timestamp::toInstant)))
            .list();
    }

    private static String[] filled(List<String> names) {
        return names.stream().filter((name) -> name != null && !name.isBlank()).toArray(String[]::new);
    }

    /**
     * @param news those of them that nobody told us of since the last look
     */
    record Found(int links, int news) {
    }

    private record Row(long id, boolean marked, Optional<Instant> seenAt) {

        boolean isNews(Optional<Instant> lastLook) {
            return !this.marked && lastLook.map((look) -> this.seenAt.map((seen) -> seen.isBefore(look)).orElse(true))
                .orElse(false);
        }

    }

}
