package io.tracebridge.workflow;

/** What the service tasks of {@code bpmn/} ask for; fixed once released. */
final class JobTypes {

    static final String EVALUATE_RULES = "tracebridge:evaluate-rules";

    static final String CREATE_ISSUE = "tracebridge:create-issue";

    static final String NOTIFY_MENTIONS = "tracebridge:notify-mentions";

    static final String GIVE_UP_ISSUE = "tracebridge:give-up-issue";

    static final String SYNC_LINK = "tracebridge:sync-link";

    static final String RESOLVE_CONFLICT = "tracebridge:resolve-conflict";

    static final String DRAFT_ISSUE = "tracebridge:draft-issue";

    static final String EXPIRE_REQUEST = "tracebridge:expire-request";

    static final String CLOSE_REQUEST = "tracebridge:close-request";

    static final String RECONCILE_PART = "tracebridge:reconcile-part";

    static final String START_NIGHTLY_RUNS = "tracebridge:start-nightly-runs";

    static final String LIST_DUE_INTEGRATIONS = "tracebridge:list-due-integrations";

    static final String POLL_TRACKER = "tracebridge:poll-tracker";

    private JobTypes() {
    }

}
