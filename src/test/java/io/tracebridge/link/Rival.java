package io.tracebridge.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.awaitility.Awaitility.await;

/**
 * Another transaction that gets in the program's way, step by step. PostgreSQL never
 * picks it as a deadlock's victim: it looks for deadlocks long after the program did.
 */
final class Rival implements AutoCloseable {

    private final Connection connection;

    private final JdbcClient statements;

    private final JdbcClient observer;

    private final int process;

    Rival(DataSource database) throws SQLException {
        this.connection = database.getConnection();
        this.connection.setAutoCommit(false);
        this.statements = JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
        this.observer = JdbcClient.create(database);
        this.process = this.statements.sql("select pg_backend_pid()").query(Integer.class).single();
        does("set local deadlock_timeout = '30s'");
    }

    void does(String sql, Object... params) {
        var statement = this.statements.sql(sql).params(params);
        if (sql.startsWith("select")) {
            statement.query().listOfRows();
        }
        else {
            statement.update();
        }
    }

    /** Starts what the program does, until it waits for what this transaction holds. */
    <T> CompletableFuture<T> blocks(Supplier<T> program) {
        var running = CompletableFuture.supplyAsync(program);
        await().pollInterval(Duration.ofMillis(10))
            .until(() -> this.observer
                .sql("select exists (select 1 from pg_stat_activity where ? = any(pg_blocking_pids(pid)))")
                .param(this.process)
                .query(Boolean.class)
                .single());
        return running;
    }

    void commits() throws SQLException {
        this.connection.commit();
    }

    @Override
    public void close() throws SQLException {
        this.connection.rollback();
        this.connection.setAutoCommit(true);
        this.connection.close();
    }

}
