package io.tracebridge.integration;

import java.util.List;

import io.tracebridge.integration.IntegrationOverview.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks every ten seconds how integrations fare and keeps it, for whoever asks more often
 * than that: probes and scrapes.
 */
@Component
class IntegrationWatch {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrationWatch.class);

    private final IntegrationOverview overview;

    private final IntegrationMeters meters;

    private volatile List<Row> seen = List.of();

    IntegrationWatch(IntegrationOverview overview, IntegrationMeters meters) {
        this.overview = overview;
        this.meters = meters;
    }

    /** As they were a moment ago. */
    List<Row> integrations() {
        return this.seen;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT1S")
    void look() {
        try {
            var counted = this.meters.counted();
            this.seen = this.overview.list();
            this.meters.show(this.seen);
            this.meters.forget(counted, this.seen);
        }
        catch (DataAccessException | TransactionException ex) {
            LOG.debug("How integrations fare cannot be told", ex);
            this.meters.show(List.of());
        }
    }

}
