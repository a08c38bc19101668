package io.tracebridge.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.sandbox.SandboxIssues;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;

/** The built-in tracker's issues, in our own database. */
@Component
public class SandboxStore implements SandboxIssues {

    private final JdbcClient jdbc;

    private final ObjectMapper json;

    private final String url;

    SandboxStore(JdbcClient jdbc, ObjectMapper json, @Value("${tracebridge.url}") String url) {
        this.jdbc = jdbc;
        this.json = json;
        this.url = url;
    }

    @Override
    @Transactional
    public Issue create(String project, IssueDraft draft, String description, Marker marker) {
        this.jdbc.sql("select pg_advisory_xact_lock(hashtext('sandbox'), hashtext(?))")
            .param(project)
            .query()
            .listOfRows();
        this.jdbc.sql("""
                insert into sandbox_issue (project_key, number, marker, title, description, labels, fields, assignee)
                select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?::jsonb, ? from sandbox_issue where project_key = ?
                on conflict (marker) do nothing""")
            .params(project, marker.value(), draft.title(), description, draft.labels().toArray(String[]::new),
                    write(draft), draft.owner().orElse(null), project)
            .update();
        return findByMarker(project, marker).orElseThrow();
    }

    @Override
    public Optional<Issue> findByMarker(String project, Marker marker) {
        return this.jdbc.sql("select * from sandbox_issue where project_key = ? and marker = ?")
            .params(project, marker.value())
            .query(this::issue)
            .optional();
    }

    @Override
    public Optional<Issue> find(String project, String key) {
        return get(project, key).map(SandboxIssue::asIssue);
    }

    /** Newest first. */
    public List<SandboxIssue> list(String project, int limit) {
        return this.jdbc.sql("select * from sandbox_issue where project_key = ? order by number desc limit ?")
            .params(project, limit)
            .query(this::row)
            .list();
    }

    /**
     * Changes what is given, as a person would in a real tracker; null leaves it, an
     * empty assignee unassigns.
     */
    public Optional<SandboxIssue> change(String project, String key, GroupState state, String assignee) {
        return number(project, key).flatMap((number) -> this.jdbc.sql("""
                update sandbox_issue set state = coalesce(?, state), updated_at = now(),
                  assignee = case when ?::text is null then assignee else nullif(?, '') end
                where project_key = ? and number = ? returning *""")
            .params((state != null) ? state.id() : null, assignee, assignee, project, number)
            .query(this::row)
            .optional());
    }

    @Override
    public Optional<Issue> bring(String project, String key, GroupState state) {
        return change(project, key, state, null).map(SandboxIssue::asIssue);
    }

    @Override
    public Optional<Issue> assign(String project, String key, Optional<String> person) {
        return change(project, key, null, person.orElse("")).map(SandboxIssue::asIssue);
    }

    @Override
    public Optional<Issue> comment(String project, String key, String text) {
        return number(project, key).flatMap((number) -> this.jdbc.sql("""
                with issue as (
                  update sandbox_issue set updated_at = now() where project_key = ? and number = ? returning *
                ), comment as (
                  insert into sandbox_comment (issue_id, text) select id, ? from issue
                )
                select * from issue""").params(project, number, text).query(this::issue).optional());
    }

    /** Oldest first. */
    public List<String> comments(String project, String key) {
        return number(project, key)
            .map((number) -> this.jdbc.sql("""
                    select c.text from sandbox_comment c join sandbox_issue i on i.id = c.issue_id
                    where i.project_key = ? and i.number = ? order by c.id""")
                .params(project, number)
                .query(String.class)
                .list())
            .orElse(List.of());
    }

    @Override
    public List<String> people(String project, String text, int limit) {
        return this.jdbc.sql("""
                select name from (
                  select username as name from app_user
                  union select assignee from sandbox_issue where project_key = ? and assignee is not null
                ) people where position(lower(?) in lower(name)) > 0 order by name limit ?""")
            .params(project, text, limit)
            .query(String.class)
            .list();
    }

    @Override
    public List<Changed> changedBehind(String project, Place place, int limit) {
        return this.jdbc.sql("""
                select * from sandbox_issue where project_key = ? and (updated_at, id) > (?, ?)
                order by updated_at, id limit ?""")
            .params(project, place.updatedAt().atOffset(ZoneOffset.UTC), place.id(), limit)
            .query((row, n) -> {
                var issue = issue(row, n);
                return new Changed(new Place(issue.updatedAt(), row.getLong("id")), issue);
            })
            .list();
    }

    public Optional<SandboxIssue> get(String project, String key) {
        return number(project, key)
            .flatMap((number) -> this.jdbc.sql("select * from sandbox_issue where project_key = ? and number = ?")
                .params(project, number)
                .query(this::row)
                .optional());
    }

    private Issue issue(ResultSet row, int n) throws SQLException {
        return row(row, n).asIssue();
    }

    private SandboxIssue row(ResultSet row, int n) throws SQLException {
        var project = row.getString("project_key");
        var key = prefix(project) + row.getInt("number");
        var page = UriComponentsBuilder.fromUriString(this.url)
            .pathSegment("api", "v1", "sandbox", project, "issues", key)
            .toUriString();
        return new SandboxIssue(key, row.getString("title"), row.getString("description"), row.getString("state"),
                row.getString("assignee"), page, row.getTimestamp("updated_at").toInstant());
    }

    private static String prefix(String project) {
        return project.toUpperCase(Locale.ROOT) + "-";
    }

    private static Optional<Integer> number(String project, String key) {
        var prefix = prefix(project);
        if (!key.startsWith(prefix)) {
            return Optional.empty();
        }
        var digits = key.substring(prefix.length());
        return digits.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    private String write(IssueDraft draft) {
        try {
            return this.json.writeValueAsString(draft.fields());
        }
        catch (JsonProcessingException ex) {
            throw new IllegalStateException("fields are name-value pairs", ex);
        }
    }

}
