package io.tracebridge.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.TestDatabase;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Changes;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.tracker.TrackerContract;
import io.tracebridge.tracker.TrackerFixture;
import io.tracebridge.tracker.TrackerFake;
import io.tracebridge.tracker.sandbox.SandboxTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The built-in tracker in a real database. It cannot be reached wrongly and wants no
 * credential, so what is about those is left out.
 */
class SandboxContractTest extends TrackerFixture implements TrackerContract {

    private static final String SHOP = "shop";

    private final Sandbox sandbox = new Sandbox();

    @Override
    public Tracker tracker() {
        return new SandboxTracker(this.sandbox.store);
    }

    @Override
    public TrackerFake fake() {
        return this.sandbox;
    }

    @ParameterizedTest
    @ValueSource(strings = { "shop-1", "https://bridge.example/api/v1/sandbox/shop/issues/SHOP-1?x=y" })
    void locatesInAnyCaseAndByAddress(String text) {
        var created = client().create(draft("Crash"), MARKER).ref();

        assertThat(client().locate(text).ref()).isEqualTo(created);
    }

    @Test
    void anotherProjectsIssuesAreOutOfReach() {
        client().create(draft("Crash"), MARKER);
        var other = tracker().connect(new Connection(Map.of("project", "other"), Map.of()));

        assertThat(other.findByMarker(MARKER, longAgo())).isEmpty();
        assertThat(other.changesSince(Changes.Cursor.at(longAgo())).issues()).isEmpty();
    }

    private static final class Sandbox implements TrackerFake {

        private final JdbcClient jdbc;

        private final SandboxStore store;

        private Sandbox() {
            var dataSource = TestDatabase.fresh().dataSource();
            this.jdbc = JdbcClient.create(dataSource);
            this.store = new SandboxStore(this.jdbc, new ObjectMapper(), "https://bridge.example");
            this.jdbc.sql("insert into app_user (username, password_hash, role) values ('jane', '', 'triager')")
                .update();
        }

        @Override
        public Connection connection() {
            return new Connection(Map.of("project", SHOP), Map.of());
        }

        @Override
        public Connection wrongConnection() {
            throw new TestAbortedException("not claimed: the sandbox has no credential");
        }

        @Override
        public List<Held> issues() {
            return this.store.list(SHOP, 1000)
                .reversed()
                .stream()
                .map((issue) -> new Held(issue.key(), issue.title(), issue.description()))
                .toList();
        }

        @Override
        public void delete(String id) {
            this.jdbc.sql("delete from sandbox_issue where number = ?").param(number(id)).update();
        }

        /** Every change makes a new version of the row, by another transaction. */
        @Override
        public Standing standing(String id) {
            var issue = this.store.get(SHOP, id).orElseThrow();
            var version = this.jdbc.sql("select xmin::text::integer from sandbox_issue where number = ?")
                .param(number(id))
                .query(Integer.class)
                .single();
            return new Standing(issue.state(), Optional.ofNullable(issue.assignee()), this.store.comments(SHOP, id),
                    List.of(), version);
        }

        @Override
        public void changeByHand(String id, String statusKey) {
            this.store.change(SHOP, id, GroupState.of(statusKey).orElseThrow(), null);
        }

        @Override
        public Issue.Account somebody() {
            return new Issue.Account("jane", "jane");
        }

        /** Anybody may be assigned, by a name that is one. */
        @Override
        public String nobody() {
            return "n".repeat(257);
        }

        @Override
        public void next(Trouble trouble) {
            throw new TestAbortedException("not claimed: the sandbox is no other server that could fail");
        }

        @Override
        public void close() {
        }

        private static int number(String key) {
            return Integer.parseInt(key.replace("SHOP-", ""));
        }

    }

}
