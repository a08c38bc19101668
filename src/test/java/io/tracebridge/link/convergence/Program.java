package io.tracebridge.link.convergence;

import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.Integrations;
import io.tracebridge.link.DirtyLinks;
import io.tracebridge.link.IssueSync;
import io.tracebridge.link.LinkSweeper;
import io.tracebridge.link.Linking;
import io.tracebridge.link.Reconcile;
import io.tracebridge.link.ReconcileRequests;
import io.tracebridge.link.SyncRequests;
import io.tracebridge.project.Projects;
import io.tracebridge.triage.GroupChanges;
import io.tracebridge.triage.LinkedGroups;
import io.tracebridge.triage.GroupLookup;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The real program, all but its engine and its tracker. */
record Program(IssueSync sync, Reconcile reconcile, ReconcileRequests reconciling, Integrations configured,
        DirtyLinks marks, LinkSweeper sweeper, SyncRequests requests, Linking linking, LinkedGroups groups,
        GroupChanges changes, GroupLookup lookup, Projects projects, IntegrationAdmin integrations, JdbcClient jdbc,
        TransactionTemplate transaction, FakeTrackerType tracker, VirtualTime time, Stored stored,
        Interruptions interruptions) {
}
