package io.tracebridge.link;

import java.util.Map;
import java.util.UUID;

import io.tracebridge.integration.Integrations;
import io.tracebridge.link.IssueRequest.State;
import io.tracebridge.triage.Activities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests whose process is gone. Nobody tells us of that, so they are known by their
 * time: one that waits for a person ends a while after its own deadline, and one that
 * waits for no person can be given to another process instance.
 */
@Service
public class RequestRetries {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRetries.class);

    private static final int BATCH = 100;

    private final JdbcClient jdbc;

    private final IssueRequestRows rows;

    private final RequestProcess process;

    private final Integrations integrations;

    private final Activities activities;

    private final TransactionTemplate transaction;

    RequestRetries(JdbcClient jdbc, IssueRequestRows rows, RequestProcess process, Integrations integrations,
            Activities activities, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.process = process;
        this.integrations = integrations;
        this.activities = activities;
        this.transaction = transaction;
    }

    /**
     * Starts the process of a request anew; an older instance that still runs finds
     * itself relieved. One that waits for a person is refused: two instances would ask
     * twice.
     * @return false if there is no such request
     * @throws RequestRefused if it waits for a person, or has ended
     */
    @Transactional
    public boolean restart(UUID id) {
        this.jdbc.sql("select 1 from issue_request where id = ? for update").param(id).query().listOfRows();
        var found = this.rows.find(id);
        found.ifPresent((request) -> {
            if (request.state() != State.DRAFTING && request.state() != State.SUBMITTED) {
                throw new RequestRefused((request.state() == State.WAITING)
                        ? "This waits for its details: complete or cancel it on the group's page or in Tasklist."
                        : "This request has ended (" + request.state().id() + "); ask for the issue again.");
            }
            this.jdbc.sql("update issue_request set process_instance_key = null where id = ?").param(id).update();
            var project = this.integrations.find(request.integrationId()).orElseThrow().project();
            this.process.start(id, request.integrationId(), request.groupId(), project);
        });
        return found.isPresent();
    }

    /**
     * Ends what nobody completed long after it should have expired: its process, which
     * would have done so, was cancelled.
     * @return how many
     */
    public int forget() {
        return this.transaction.execute((status) -> this.jdbc.sql("""
                select r.id from issue_request r where r.state in ('drafting', 'waiting')
                  and r.expires_at < now() - interval '1 hour'
                  and not exists (select 1 from link l where l.integration_id = r.integration_id
                    and l.group_id = r.group_id and l.scope = 'manual:' || r.id)
                order by r.expires_at limit ? for update of r skip locked""")
            .param(BATCH)
            .query(UUID.class)
            .list()
            .stream()
            .map(this.rows::find)
            .mapToInt((request) -> forget(request.orElseThrow()))
            .sum());
    }

    private int forget(IssueRequest request) {
        this.rows.end(request.id(), State.EXPIRED);
        this.activities.record(request.groupId(), "process", "request-expired", Map.of(),
                Map.of("why", "nobody completed it, and the process that asked for it is gone"),
                Map.of("request", request.id().toString(), "integration", request.integrationId()));
        return 1;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forgetByItself() {
        try {
            forget();
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.warn("Could not look for forgotten requests; trying again: {}", ex.getMessage());
        }
    }

}
