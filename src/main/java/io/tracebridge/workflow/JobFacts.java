package io.tracebridge.workflow;

import java.util.Map;

import io.camunda.client.api.response.ActivatedJob;

/**
 * What is worth knowing of a job when it fails.
 *
 * @param retries those left, this try included
 * @param subject what it is about, as people call it; empty when only ids are known
 */
record JobFacts(long key, String type, int retries, Map<String, Object> variables, String subject) {

    JobFacts(long key, String type, int retries, Map<String, Object> variables) {
        this(key, type, retries, variables, "");
    }

    static JobFacts of(ActivatedJob job) {
        return new JobFacts(job.getKey(), job.getType(), job.getRetries(), job.getVariablesAsMap());
    }

    JobFacts about(String subject) {
        return new JobFacts(this.key, this.type, this.retries, this.variables, subject);
    }

    /**
     * Such as {@code create issue for group 1a2b3c4, integration "Jira" of project shop};
     * without names {@code create issue for integration 7, group 12}, {@code sync link
     * 99} or {@code poll tracker for integration 7}.
     */
    String task() {
        var work = this.type.substring(this.type.indexOf(':') + 1).replace('-', ' ');
        if (!this.subject.isEmpty()) {
            return work + " for " + this.subject;
        }
        if (!this.variables.containsKey(ProcessNames.GROUP_ID) && this.variables.containsKey(ProcessNames.LINK_ID)) {
            return work + (work.endsWith(" link") ? " " : " of link ") + this.variables.get(ProcessNames.LINK_ID);
        }
        var group = this.variables.get(ProcessNames.GROUP_ID);
        return work + integration() + ((group != null) ? ", group " + group : "");
    }

    private String integration() {
        var one = this.variables.get(ProcessNames.INTEGRATION_ID);
        var several = this.variables.get(ProcessNames.INTEGRATION_IDS);
        return (one != null) ? " for integration " + one : (several != null) ? " for integrations " + several : "";
    }

}
