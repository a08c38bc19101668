package io.tracebridge.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.camunda.client.api.response.ActivatedJob;
import io.tracebridge.link.WorkNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Says in an incident which group and integration a job was about. */
final class JobNames {

    private static final Logger LOG = LoggerFactory.getLogger(JobNames.class);

    private final ObjectProvider<WorkNames> names;

    JobNames(ObjectProvider<WorkNames> names) {
        this.names = names;
    }

    /**
     * The job's facts with names, or with ids where the names cannot be had: while the
     * database is away nobody waits for them.
     */
    JobFacts facts(ActivatedJob job, Exception failure) {
        var facts = JobFacts.of(job);
        var known = this.names.getIfAvailable();
        if (known == null || failure instanceof DataAccessException || failure instanceof TransactionException) {
            return facts;
        }
        try {
            return facts
                .about(known.of(integrations(facts.variables()), number(facts.variables().get(ProcessNames.GROUP_ID)),
                        number(facts.variables().get(ProcessNames.LINK_ID))));
        }
        catch (RuntimeException ex) {
            LOG.debug("No names for job {}", job.getKey(), ex);
            return facts;
        }
    }

    private static List<Long> integrations(Map<String, Object> variables) {
        var several = (variables.get(ProcessNames.INTEGRATION_IDS) instanceof Collection<?> ids) ? ids : List.of();
        return Stream.concat(Stream.ofNullable(variables.get(ProcessNames.INTEGRATION_ID)), several.stream())
            .map(JobNames::number)
            .filter(Objects::nonNull)
            .toList();
    }

    private static Long number(Object variable) {
        return (variable instanceof Number number) ? Long.valueOf(number.longValue()) : null;
    }

}
