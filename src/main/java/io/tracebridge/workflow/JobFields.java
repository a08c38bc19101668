package io.tracebridge.workflow;

import java.util.Map;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.bean.ParameterInfo;
import io.camunda.client.jobhandling.parameter.ParameterResolver;
import io.camunda.client.jobhandling.parameter.ParameterResolverStrategy;
import io.tracebridge.logging.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives log lines the ids of the job that a thread works on. The starter calls nobody
 * before a worker but those who find its parameters, which it does in the worker's
 * thread; {@link JobThreads} takes the ids away again.
 */
final class JobFields implements ParameterResolverStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(JobFields.class);

    /** Variable to field. */
    private static final Map<String, String> FIELDS = Map.of(ProcessNames.INTEGRATION_ID, LogFields.INTEGRATION,
            ProcessNames.GROUP_ID, LogFields.GROUP, ProcessNames.LINK_ID, LogFields.LINK, ProcessNames.REPORT_ID,
            LogFields.REPORT);

    private final ParameterResolverStrategy parameters;

    JobFields(ParameterResolverStrategy parameters) {
        this.parameters = parameters;
    }

    @Override
    public ParameterResolver createResolver(ParameterInfo parameter) {
        var resolver = this.parameters.createResolver(parameter);
        return (client, job) -> {
            put(job);
            return resolver.resolve(client, job);
        };
    }

    /** Never fails: a job is worth more than its log. */
    static void put(ActivatedJob job) {
        try {
            LogFields.put(LogFields.JOB, job.getKey());
            LogFields.put(LogFields.PROCESS_INSTANCE, job.getProcessInstanceKey());
            var variables = job.getVariablesAsMap();
            FIELDS.forEach((variable, field) -> {
                if (variables.get(variable) instanceof Number id) {
                    LogFields.put(field, id);
                }
            });
        }
        catch (RuntimeException ex) {
            LOG.debug("No log fields for job {}", job.getKey(), ex);
        }
    }

}
