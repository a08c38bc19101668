package io.tracebridge.project;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Projects, their submission tokens and attributes. */
@Component
public class Projects {

    private static final RowMapper<Project> PROJECT = (row, n) -> new Project(row.getLong("id"), row.getString("name"),
            row.getString("description"), row.getString("submission_token"),
            Set.of((String[]) row.getArray("scrub").getArray()));

    private final JdbcClient jdbc;

    private final SecureRandom random = new SecureRandom();

    /**
     * Intake asks for every report; a second of staleness spares it a round trip each
     * time.
     */
    private final Cache<String, Project> byToken = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofSeconds(1))
        .build();

    Projects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Project> find(String name) {
        return this.jdbc.sql("select * from project where name = ?").param(name).query(PROJECT).optional();
    }

    /** By name. */
    public List<Project> list() {
        return this.jdbc.sql("select * from project order by lower(name)").query(PROJECT).list();
    }

    public Optional<Project> findByToken(String submissionToken) {
        return Optional.ofNullable(this.byToken.get(submissionToken,
                (token) -> this.jdbc.sql("select * from project where submission_token = ?")
                    .param(token)
                    .query(PROJECT)
                    .optional()
                    .orElse(null)));
    }

    /**
     * Creates the project with its standard attributes, or changes what is given; null
     * leaves a part as it is.
     */
    @Transactional
    public Project save(String name, String description, Set<String> scrub) {
        var created = this.jdbc.sql("""
                insert into project (name, description, submission_token, scrub) values (?, ?, ?, ?)
                on conflict (name) do nothing returning *""")
            .params(name, (description != null) ? description : "", newToken(),
                    (scrub != null) ? scrub.toArray(String[]::new) : new String[0])
            .query(PROJECT)
            .optional();
        if (created.isPresent()) {
            StandardAttributes.ALL.forEach((attribute) -> saveAttribute(created.get().id(), attribute));
            return created.get();
        }
        this.byToken.invalidateAll();
        return this.jdbc.sql("""
                update project set description = coalesce(?, description), scrub = coalesce(?, scrub)
                where name = ? returning *""")
            .params(description, (scrub != null) ? scrub.toArray(String[]::new) : null, name)
            .query(PROJECT)
            .single();
    }

    /** Refuses the old one from now on; other copies of the program a second later. */
    Project newSubmissionToken(long projectId) {
        var project = this.jdbc.sql("update project set submission_token = ? where id = ? returning *")
            .params(newToken(), projectId)
            .query(PROJECT)
            .single();
        this.byToken.invalidateAll();
        return project;
    }

    public List<Attribute> attributes(long projectId) {
        return this.jdbc.sql("select name, type, description from attribute where project_id = ? order by name")
            .param(projectId)
            .query((row, n) -> new Attribute(row.getString("name"), Attribute.Type.of(row.getString("type")),
                    row.getString("description")))
            .list();
    }

    public Attribute saveAttribute(long projectId, Attribute attribute) {
        this.jdbc.sql("""
                insert into attribute (project_id, name, type, description) values (?, ?, ?, ?)
                on conflict (project_id, name) do update set type = excluded.type, description = excluded.description
                """).params(projectId, attribute.name(), attribute.type().id(), attribute.description()).update();
        return attribute;
    }

    /** Whether anything uses it is for the caller to know. */
    public boolean deleteAttribute(long projectId, String name) {
        return this.jdbc.sql("delete from attribute where project_id = ? and name = ?")
            .params(projectId, name)
            .update() == 1;
    }

    private String newToken() {
        var bytes = new byte[32];
        this.random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

}
