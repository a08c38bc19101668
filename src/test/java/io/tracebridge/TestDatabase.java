package io.tracebridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A fresh, migrated PostgreSQL database for a test class. One server serves the whole
 * JVM; databases are copied from a migrated template, which takes some milliseconds.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "migrated";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    public static TestDatabase fresh() {
        var name = "test" + NUMBER.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return new TestDatabase(name);
    }

    public DataSource dataSource() {
        return Server.POSTGRES.getDatabase("postgres", this.name);
    }

    public String url() {
        return Server.POSTGRES.getJdbcUrl("postgres", this.name);
    }

    /** Points a Spring context at it. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", this::url);
        registry.add("spring.datasource.username", () -> "postgres");
        // Contexts are kept for later tests; their pools need not be.
        registry.add("spring.datasource.hikari.minimum-idle", () -> "1");
        registry.add("spring.datasource.hikari.idle-timeout", () -> "10000");
    }

    private static void execute(String sql) {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        catch (SQLException ex) {
            throw new IllegalStateException(sql, ex);
        }
    }

    /** Started when the first database is asked for, stopped with the JVM. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "600")
                    .setServerConfig("fsync", "off")
                    .start();
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + TEMPLATE);
                }
                Flyway.configure().dataSource(postgres.getDatabase("postgres", TEMPLATE)).load().migrate();
                return postgres;
            }
            catch (IOException ex) {
                throw new UncheckedIOException("no PostgreSQL for the tests", ex);
            }
            catch (SQLException ex) {
                throw new IllegalStateException("no template database for the tests", ex);
            }
        }

    }

}
