package io.tracebridge.integration;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.tracebridge.tracker.Changes.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When which integration's tracker is asked for changes, and from where on; by whom is in
 * {@link PollLeases}. Times are the database's, since copies of the program on several
 * machines share them.
 */
@Component
public class PollSchedule {

    /** A round that is a little late must not cost the next one. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** Changes may be dated by another clock than ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    /**
     * Trackers date changes by the second or the minute, and show some of them later than
     * they are dated. An answer that is the same after this time hides none.
     */
    private static final Duration SETTLES = Duration.ofMinutes(1);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final JdbcClient jdbc;

    PollSchedule(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins a look and sets when the next one is due; whoever wants it earlier may say
     * so meanwhile. Webhooks that work make looking often needless.
     */
    public Optional<Place> begin(long id) {
        return this.jdbc
            .sql("""
                    update integration i set poll_due_at = now() - make_interval(secs => ?) + make_interval(secs => coalesce(
                      (i.sync ->> 'pollSeconds')::integer,
                      case when i.hook_secret is not null and i.webhook_gap_since is null
                        and i.last_webhook_at > now() - interval '1 day' then 300 else 60 end))
                    where id = ?
                    returning poll_cursor, updated_at, polled_at, case when poll_answer_settled then poll_answer end as known,
                      (select min(coalesce(linked_at, created_at)) from link l where l.integration_id = i.id and l.state = 'linked') as linked_at""")
            .params((double) SLACK.toSeconds(), id)
            .query((row, n) -> {
                var linkedAt = instant(row.getTimestamp("linked_at"));
                var cursor = Optional.ofNullable(row.getString("poll_cursor"))
                    .map(Cursor::new)
                    .or(() -> linkedAt.map((at) -> Cursor.at(at.minus(CLOCKS_DIFFER))));
                return new Place(id, cursor.orElse(null), row.getTimestamp("updated_at").toInstant(),
                        instant(row.getTimestamp("polled_at")), Optional.ofNullable(row.getString("known")));
            })
            .optional()
            .filter((place) -> place.cursor() != null);
    }

    /**
     * Goes on to where the next look begins, in the transaction that marked what this one
     * found. Does nothing when somebody saved the integration meanwhile: it may be
     * another tracker.
     * @param answer digest of a complete answer; null for a part
     */
    public void advance(Place from, Cursor next, String answer) {
        this.jdbc.sql("""
                update integration set poll_cursor = ?,
                  poll_answer_settled = coalesce(poll_answer = ?, false) and (poll_answer_settled
                    or poll_answer_at <= now() - make_interval(secs => ?)),
                  poll_answer_at = case when poll_answer = ? then poll_answer_at else now() end, poll_answer = ?
                where id = ? and updated_at = ?""")
            .params(next.value(), answer, (double) SETTLES.toSeconds(), answer, answer, from.integrationId(),
                    Timestamp.from(from.savedAt()))
            .update();
    }

    public void done(long id) {
        this.jdbc.sql("update integration set polled_at = now(), poll_error = null, poll_failures = 0 where id = ?")
            .param(id)
            .update();
    }

    /** There is more than one look could take. */
    public void goOn(long id) {
        this.jdbc.sql("update integration set poll_due_at = now(), poll_error = null, poll_failures = 0 where id = ?")
            .param(id)
            .update();
    }

    /**
     * Waits twice as long after each failure, and at least as the tracker asked.
     * @param words for an admin
     */
    public void failed(long id, String words, Duration asTold) {
        this.jdbc
            .sql("""
                    update integration set poll_error = ?, poll_failures = poll_failures + 1,
                      poll_due_at = now() + make_interval(secs => greatest(?, least(?, ? * power(2, least(poll_failures, 20)))))
                    where id = ?""")
            .params(words, (double) asTold.toSeconds(), (double) LONGEST_WAIT.toSeconds(),
                    (double) FIRST_WAIT.toSeconds(), id)
            .update();
    }

    /** Makes it due now, a wait after failures included. */
    public void hurry(long id) {
        this.jdbc.sql("update integration set poll_due_at = now() where id = ?").param(id).update();
    }

    /** What an admin sees of it; empty for an integration that was deleted. */
    public Optional<State> state(long id) {
        return this.jdbc.sql("select polled_at, poll_due_at, poll_error from integration where id = ?")
            .param(id)
            .query((row, n) -> new State(
                    row.getTimestamp("polled_at") == null ? null : row.getTimestamp("polled_at").toInstant(),
                    row.getTimestamp("poll_due_at").toInstant(), row.getString("poll_error")))
            .optional();
    }

    private static Optional<Instant> instant(Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }

    /**
     * @param cursor where the look begins
     * @param savedAt when somebody saved the integration last
     * @param lookedAt the last complete look; empty before the first
     * @param known digest of an answer that has nothing new if it is given again
     */
    public record Place(long integrationId, Cursor cursor, Instant savedAt, Optional<Instant> lookedAt,
            Optional<String> known) {
    }

    /**
     * @param lastAt the last complete look; null before the first
     * @param error why the last look failed; null when it did not
     */
    public record State(Instant lastAt, Instant dueAt, String error) {
    }

}
