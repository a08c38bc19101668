package io.tracebridge.link;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupChange;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.GroupMerge;
import io.tracebridge.triage.GroupRef;
import io.tracebridge.triage.TagChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever asks for something gets it, or a refusal that makes sense, whatever others do
 * at the same time: what PostgreSQL ends as a deadlock's victim is done again.
 */
class DeadlockTest extends LinkingSlice {

    private static final String LOCK_GROUP = "select id from error_group where id = ? for update";

    private static final String LOCK_LINK = "select id from link where id = ? for update";

    @Autowired
    GroupMerge merging;

    @Autowired
    GroupChanges changes;

    @Autowired
    GoneLinks gone;

    @Autowired
    IssueRequests requests;

    @Autowired
    DataSource database;

    GroupRef a;

    GroupRef b;

    long integration;

    @BeforeEach
    void twoGroupsOfOneIssue() {
        this.integration = integration(true, true, "group").id();
        this.a = group('a', GroupState.OPEN, null);
        this.b = group('b', GroupState.OPEN, null);
        this.tracker.has("T-1", GroupState.OPEN, null);
        this.tracker.has("T-2", GroupState.OPEN, null);
    }

    @Test
    void aMergeSurvives() throws Exception {
        assertThat(victim(LOCK_GROUP, this.b.id(), LOCK_GROUP, this.a.id(), () -> merged(this.a, this.b))).isTrue();

        assertThat(this.lookup.find(this.project.id(), this.b.fingerprint()).orElseThrow().mergedInto())
            .contains(this.a.fingerprint());
        assertThat(activity(this.a)).containsExactly("merged");
    }

    @Test
    void aChangeOfManyGroupsSurvives() throws Exception {
        var link = link(this.a, "T-1").linkId();
        var resolve = new GroupChange(Optional.of(GroupState.RESOLVED), Optional.empty(), Optional.empty(),
                TagChange.NONE, Optional.empty());

        var results = victim(LOCK_LINK, link, LOCK_GROUP, this.a.id(), () -> this.changes.change(this.project.id(),
                List.of(this.a.fingerprint(), this.b.fingerprint()), resolve, ACTOR));

        assertThat(results).allSatisfy((result) -> assertThat(result.error()).isEmpty());
        assertThat(column("state", this.a)).isEqualTo("resolved");
        assertThat(column("state", this.b)).isEqualTo("resolved");
    }

    @Test
    void linkingSurvives() throws Exception {
        var linked = victim("select id from integration where id = ? for update", this.integration, LOCK_GROUP,
                this.a.id(), () -> link(this.a, "T-1"));

        assertThat(linked.created()).isTrue();
        assertThat(only(this.a).issue()).isEqualTo("T-1");
    }

    @Test
    void unlinkingSurvives() throws Exception {
        var link = link(this.a, "T-1").linkId();

        assertThat(victim(LOCK_LINK, link, LOCK_GROUP, this.a.id(), () -> this.linking.unlink(this.a, link, ACTOR)))
            .isTrue();

        assertThat(this.queries.list(this.a.id())).isEmpty();
    }

    @Test
    void relinkingSurvives() throws Exception {
        var link = link(this.a, "T-1").linkId();
        this.jdbc.sql("update link set state = 'gone'").update();

        var linked = victim(LOCK_LINK, link, LOCK_GROUP, this.a.id(),
                () -> this.gone.relink(this.project, this.a, link, "T-2", ACTOR).orElseThrow());

        assertThat(only(this.a).id()).isEqualTo(linked.linkId());
    }

    @Test
    void askingForAnIssueSurvives() throws Exception {
        var request = victim("select id from integration where id = ? for update", this.integration, LOCK_GROUP,
                this.a.id(), () -> this.requests.request(this.project, this.a.fingerprint(), "scripted", "Crash", null,
                        Map.of(), ACTOR));

        assertThat(request).isPresent();
        assertThat(this.requests.list(this.project.id(), this.a.fingerprint())).hasSize(1);
    }

    @RepeatedTest(5)
    void mergesInOppositeOrderEndWithOneOfThem() throws Exception {
        var outcomes = atOnce(() -> merged(this.a, this.b), () -> merged(this.b, this.a));

        assertThat(outcomes).containsExactlyInAnyOrder("true", "InvalidInputException");
    }

    @RepeatedTest(5)
    void twoGroupsPartFromTheirIssueAtOnce() throws Exception {
        var one = link(this.a, "T-1").linkId();
        var other = link(this.b, "T-1").linkId();

        assertThat(
                atOnce(() -> this.linking.unlink(this.a, one, ACTOR), () -> this.linking.unlink(this.b, other, ACTOR)))
            .containsExactly("true", "true");
    }

    /**
     * Has the program hold one row and wait for the rival's, which then wants the
     * program's.
     */
    private <T> T victim(String holds, long held, String wants, long wanted, Supplier<T> program) throws SQLException {
        try (var rival = new Rival(this.database)) {
            rival.does(holds, held);
            var running = rival.blocks(program);
            rival.does(wants, wanted);
            rival.commits();
            return running.join();
        }
    }

    private List<String> atOnce(Supplier<Boolean> one, Supplier<Boolean> other) {
        var start = new CyclicBarrier(2);
        return Stream.of(one, other).map((program) -> CompletableFuture.supplyAsync(() -> {
            try {
                start.await(10, TimeUnit.SECONDS);
                return program.get().toString();
            }
            catch (Exception ex) {
                return ex.getClass().getSimpleName();
            }
        }, (thread) -> Thread.ofPlatform().start(thread))).toList().stream().map(CompletableFuture::join).toList();
    }

    private boolean merged(GroupRef root, GroupRef member) {
        return this.merging.merge(this.project.id(), root.fingerprint(), List.of(member.fingerprint()), ACTOR);
    }

}
