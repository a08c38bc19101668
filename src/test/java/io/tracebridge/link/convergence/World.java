package io.tracebridge.link.convergence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.project.Project;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Issue;
import io.tracebridge.triage.GroupRef;

/** Some groups, some issues, what ties them, and everything that the seed decides. */
final class World {

    static final Map<String, String> PEOPLE = Map.of("ada", "a-ada", "bob", "a-bob", "dan", FakeTracker.UNASSIGNABLE);

    /** Polling looks back by more than a copy lags behind. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    final Program program;

    final Chance chance;

    final Stored stored;

    final FakeTracker tracker;

    final SyncSettings sync;

    final Overwrites overwrites;

    final SimulatedEngine engine;

    final Project project;

    final List<GroupRef> groups = new ArrayList<>();

    final List<Webhook> webhooks = new ArrayList<>();

    final List<String> log;

    final long integration;

    private Instant polled;

    World(Program program, long seed, List<String> log) {
        this.log = log;
        this.program = program;
        this.chance = new Chance(seed);
        this.stored = program.stored();
        this.tracker = new FakeTracker(program.time(), this.chance, this.chance.of(Workflow.values()),
                program.interruptions());
        program.tracker().play(this.tracker);
        this.sync = settings();
        this.overwrites = new Overwrites(this.tracker, this.stored, this.sync);
        this.tracker.watcher = this.overwrites;
        this.engine = new SimulatedEngine(program, this.chance, this.stored, this.overwrites, this.tracker);
        program.time().pass(Duration.ofHours(1));
        program.jdbc().sql("delete from outbox").update();
        program.jdbc().sql("delete from project").update();
        this.project = program.projects().save("p" + seed, null, null);
        this.integration = program.integrations()
            .save(this.project, new IntegrationSpec("main", "fake", null, null, null, null, this.sync, null))
            .id();
        this.polled = program.time().now();
        populate();
        log("%s %s", this.tracker.workflow(), this.sync);
    }

    private SyncSettings settings() {
        var both = this.chance.percent(80);
        var push = both || this.chance.percent(50);
        return new SyncSettings(push, both || !push, this.chance.of("tracker", "group"),
                this.chance.of("ask", "tracker", "group", "newest"), Map.of(), PEOPLE);
    }

    private void populate() {
        for (var id = this.chance.between(1, 2); id > 0; id--) {
            this.tracker.add(Integer.toString(id), this.chance.of(this.tracker.workflow().keys()), account());
        }
        for (var number = this.chance.between(1, 3); number > 0; number--) {
            var fingerprint = Integer.toString(number).repeat(64);
            this.program.jdbc()
                .sql("""
                        insert into error_group (project_id, fingerprint, state, assignee, first_seen, last_seen,
                          state_changed_at, assignee_changed_at) values (?, ?, ?, ?, now(), now(), now(), now())""")
                .params(this.project.id(), fingerprint, state().id(), user().orElse(null))
                .update();
            this.groups.add(this.program.lookup().find(this.project.id(), fingerprint).orElseThrow());
            link(this.groups.getLast());
        }
        if (this.chance.percent(30)) {
            this.tracker.unreachable.add(this.chance.of(this.tracker.workflow().keys()));
        }
        this.tracker.moody = this.chance.of(0, 0, 10);
        this.tracker.lagging = this.chance.of(0, 0, 30);
        this.engine.lossy = this.chance.of(0, 30);
    }

    void link(GroupRef group) {
        var issue = this.chance.of(this.tracker.issues());
        if (this.stored.links(group.id()).isEmpty() && this.stored.tied(issue.ref().id()).isEmpty()
                && this.chance.percent(40)) {
            created(group);
        }
        else {
            var link = this.program.linking().link(this.project, group, "main", issue.ref().key(), "user:tess");
            log("linked %s to %s: %s", name(group), issue.ref().key(), link);
        }
    }

    /** As issue creation leaves it. */
    private void created(GroupRef group) {
        var issue = this.tracker.add("9" + this.tracker.issues().size(), this.tracker.workflow().first(), "nobody");
        this.program.transaction().executeWithoutResult((status) -> {
            var link = this.program.jdbc()
                .sql("""
                        insert into link (integration_id, group_id, scope, marker, state, origin, issue_id, issue_key,
                          issue_url, linked_at) values (?, ?, 'created' || ?, 'tracebridge' || substr(md5(random()::text), 1, 20), 'linked', 'created', ?, ?, ?, now()) returning id""")
                .params(this.integration, group.id(), issue.ref().id(), issue.ref().id(), issue.ref().key(),
                        issue.ref().url())
                .query(Long.class)
                .single();
            this.program.groups().linked(group.id(), "process", Map.of());
            this.program.marks().markNew(List.of(link));
            log("created %s for %s: link %d", issue.ref().key(), name(group), link);
        });
    }

    void mark(String issue) {
        var links = this.stored.links(issue);
        this.program.transaction().executeWithoutResult((status) -> this.program.marks().mark(links));
    }

    void poll() {
        Predicate<Issue> changed = (issue) -> issue.updatedAt().isAfter(this.polled.minus(OVERLAP));
        this.tracker.issues().stream().filter(changed).forEach((issue) -> mark(issue.ref().id()));
        this.polled = this.program.time().now();
    }

    void webhooksThatAreDue() {
        var due = this.webhooks.stream().filter((hook) -> !hook.at().isAfter(this.program.time().now())).toList();
        this.webhooks.removeAll(due);
        due.forEach((hook) -> mark(hook.issue()));
    }

    GroupState state() {
        return this.chance.of(GroupState.values());
    }

    Optional<String> user() {
        return Optional.of(this.chance.of("", "ada", "bob", "cyd", "dan")).filter((name) -> !name.isEmpty());
    }

    String account() {
        return this.chance.of("nobody", "a-ada", "a-bob", "a-zed");
    }

    String name(GroupRef group) {
        return "group " + group.fingerprint().charAt(0);
    }

    void log(String text, Object... values) {
        this.log.add(this.program.time().now() + " " + text.formatted(values));
    }

    /** Told of a change of the issue, at some time. */
    record Webhook(String issue, Instant at) {
    }

}
