package io.tracebridge.integration;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps how calls ended, for people to see. A call itself only leaves a note in memory; a
 * moment later the notes are written, one statement for each integration, outside of
 * anybody's transaction. A process that ends loses a second of them, which is no loss.
 */
@Component
class CallRecorder implements CallLog {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);

    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final JdbcClient jdbc;

    private final Clock clock;

    private final Map<Long, Note> notes = new ConcurrentHashMap<>();

    CallRecorder(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void succeeded(long integrationId) {
        note(integrationId, new Note(Instant.now(this.clock), null, null, null));
    }

    @Override
    public void failed(long integrationId, String words) {
        note(integrationId, new Note(null, Instant.now(this.clock), words, null));
    }

    @Override
    public void limited(long integrationId, Duration wait) {
        var bounded = (wait.compareTo(LONGEST_WAIT) < 0) ? wait : LONGEST_WAIT;
        note(integrationId, new Note(null, null, null, Instant.now(this.clock).plus(bounded)));
    }

    private void note(long integrationId, Note note) {
        this.notes.merge(integrationId, note, Note::then);
    }

    /**
     * Writes what was noted since the last time. Success alone is written once a minute,
     * or at once after a failure.
     * @return how many rows were written
     */
    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT1S")
    int write() {
        var written = 0;
        for (var id : List.copyOf(this.notes.keySet())) {
            var note = this.notes.remove(id);
            try {
                written += (note != null) ? write(id, note) : 0;
            }
            catch (DataAccessException ex) {
                LOG.warn("Could not keep how calls for integration {} ended: {}", id, ex.getMessage());
            }
        }
        return written;
    }

    /** By the database's clock, which all copies of the program share. */
    private int write(long id, Note note) {
        var now = Instant.now(this.clock);
        return this.jdbc.sql("""
                update integration set
                  last_success_at = coalesce(now() - make_interval(secs => cast(:success as float8)), last_success_at),
                  last_failure_at = coalesce(now() - make_interval(secs => cast(:failure as float8)), last_failure_at),
                  last_failure = coalesce(:words, last_failure),
                  waits_until = coalesce(now() - make_interval(secs => cast(:wait as float8)), waits_until)
                where id = :id and (cast(:failure as float8) is not null or cast(:wait as float8) is not null
                  or last_success_at is null or last_success_at < now() - interval '1 minute'
                  or last_failure_at > last_success_at)""")
            .param("success", age(note.success(), now))
            .param("failure", age(note.failure(), now))
            .param("words", note.words(), Types.VARCHAR)
            .param("wait", age(note.waitsUntil(), now))
            .param("id", id)
            .update();
    }

    private static Double age(Instant at, Instant now) {
        return (at != null) ? Duration.between(at, now).toMillis() / 1000.0 : null;
    }

    /**
     * Null for what did not happen.
     */
    private record Note(Instant success, Instant failure, String words, Instant waitsUntil) {

        Note then(Note next) {
            return new Note((next.success != null) ? next.success : this.success,
                    (next.failure != null) ? next.failure : this.failure,
                    (next.words != null) ? next.words : this.words,
                    (next.waitsUntil != null) ? next.waitsUntil : this.waitsUntil);
        }

    }

}
