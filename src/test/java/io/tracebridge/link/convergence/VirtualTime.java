package io.tracebridge.link.convergence;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

import io.tracebridge.MutableClock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One clock for the program, the database and the tracker. The database gets a function
 * {@code now()} of its own that is found before the built-in one.
 */
final class VirtualTime {

    private final MutableClock clock;

    private final JdbcClient jdbc;

    VirtualTime(MutableClock clock, JdbcClient jdbc) {
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** To be run on the database before anybody connects to it. */
    static String[] setUp(String database) {
        return new String[] { "create schema virtual", "create unlogged table virtual.time (at timestamptz not null)",
                "insert into virtual.time values (pg_catalog.now())",
                "create function virtual.now() returns timestamptz stable language sql as 'select at from virtual.time'",
                "alter table link_change alter at set default virtual.now()",
                "alter table activity alter at set default virtual.now()",
                "alter database " + database + " set search_path = public, virtual, pg_catalog",
                "alter database " + database + " set synchronous_commit = off" };
    }

    Instant now() {
        return this.clock.instant();
    }

    void pass(Duration time) {
        this.clock.advance(time);
        this.jdbc.sql("update virtual.time set at = ?").param(Timestamp.from(now())).update();
    }

}
