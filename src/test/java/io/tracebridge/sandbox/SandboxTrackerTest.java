package io.tracebridge.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracebridge.TestDatabase;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.IssueDraft;
import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.IssueRef;
import io.tracebridge.tracker.Marker;
import io.tracebridge.tracker.TrackerClient;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.sandbox.SandboxTracker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The built-in tracker keeps the promises that hosted ones keep. */
class SandboxTrackerTest {

    private SandboxStore store;

    private TrackerClient client;

    private TransactionTemplate transaction;

    @BeforeEach
    void aSandbox() {
        var dataSource = TestDatabase.fresh().dataSource();
        this.store = new SandboxStore(JdbcClient.create(dataSource), new ObjectMapper(), "https://bridge.example");
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.client = new SandboxTracker(this.store).connect(new Connection(Map.of("project", "shop"), Map.of()));
    }

    @Test
    void anIssueIsNumberedWithinItsProjectAndFoundByItsMarker() {
        var created = create(marker(1));

        assertThat(created)
            .isEqualTo(new IssueRef("SHOP-1", "SHOP-1", "https://bridge.example/api/v1/sandbox/shop/issues/SHOP-1"));
        assertThat(this.client.findByMarker(marker(1), Instant.now())).hasValueSatisfying((issue) -> {
            assertThat(issue.ref()).isEqualTo(created);
            assertThat(issue.title()).isEqualTo("Broken");
            assertThat(issue.status().id()).isEqualTo("open");
        });
        assertThat(this.client.findByMarker(marker(2), Instant.now())).isEmpty();
    }

    @Test
    void theSameMarkerTwiceIsOneIssue() {
        assertThat(create(marker(1))).isEqualTo(create(marker(1)));
        assertThat(this.store.list("shop", 10)).hasSize(1);
    }

    @Test
    void manyAtOnceGetDifferentNumbers() throws Exception {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var creations = IntStream.range(0, 20)
                .<Callable<IssueRef>>mapToObj((n) -> () -> create(marker(n)))
                .toList();
            workers.invokeAll(creations);
        }
        assertThat(this.store.list("shop", 100)).extracting(SandboxIssue::key).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void itsIssuesCanBeChangedAsByAPerson() {
        var created = create(marker(1));

        this.store.change("shop", "SHOP-1", GroupState.RESOLVED, "jane");

        var read = this.client.get(created);
        assertThat(read.status().id()).isEqualTo("resolved");
        assertThat(read.assignee()).hasValueSatisfying((account) -> assertThat(account.id()).isEqualTo("jane"));
        assertThatThrownBy(() -> this.client.get(new IssueRef("SHOP-9", "SHOP-9", "")))
            .isInstanceOf(TrackerException.IssueGone.class);
    }

    private IssueRef create(Marker marker) {
        var draft = new IssueDraft("Broken",
                new Document(List.of(new Paragraph(new Link("View in Tracebridge", "https://bridge.example/x")))),
                List.of(), Map.of(), Optional.empty(), Optional.empty());
        return this.transaction.execute((status) -> this.client.create(draft, marker)).ref();
    }

    private static Marker marker(int n) {
        return new Marker("tracebridge" + "%020x".formatted(n));
    }

}
