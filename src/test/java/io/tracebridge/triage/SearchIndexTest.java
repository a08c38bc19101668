package io.tracebridge.triage;

import io.tracebridge.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The index for text needs an extension of PostgreSQL, which not everybody may create.
 */
class SearchIndexTest {

    private final TestDatabase database = TestDatabase.fresh();

    private final JdbcClient jdbc = JdbcClient.create(this.database.dataSource());

    @Test
    void theOwnerOfADatabaseHasIt() {
        migrateAnewAs("owner", "grant create on database " + name() + " to owner");

        assertThat(index()).isTrue();
    }

    @Test
    void whoMayNotCreateTheExtensionHasAllTablesNonethelessAndTheIndexLater() {
        migrateAnewAs("guest", "revoke create on database " + name() + " from public");
        assertThat(index()).isFalse();

        this.jdbc.sql("create extension pg_trgm").update();
        this.jdbc.sql("create index group_text_trigrams on group_text using gin (words gin_trgm_ops)").update();
        assertThat(index()).isTrue();
    }

    /** Not as superuser. */
    private void migrateAnewAs(String role, String right) {
        this.jdbc.sql("drop schema public cascade").update();
        this.jdbc.sql("drop role if exists " + role).update();
        this.jdbc.sql("create role " + role + " login").update();
        this.jdbc.sql("create schema public authorization " + role).update();
        this.jdbc.sql(right).update();
        var source = new DriverManagerDataSource(this.database.url().replace("user=postgres", "user=" + role));
        Flyway.configure().dataSource(source).load().migrate();
    }

    private String name() {
        return this.jdbc.sql("select current_database()").query(String.class).single();
    }

    private boolean index() {
        return this.jdbc
            .sql("select to_regclass('group_text_trigrams') is not null and to_regclass('group_text') is not null")
            .query(Boolean.class)
            .single();
    }

}
