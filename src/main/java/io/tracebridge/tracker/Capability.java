package io.tracebridge.tracker;

/**
 * What a tracker can do. Every tracker creates, finds and reads issues; the rest it says
 * by {@link Tracker#capabilities()}, and the contract suite proves each.
 */
public enum Capability {

    CREATE("Create once"), FIND_BY_MARKER("Find by marker"), READ("Read, moved and deleted told apart"),
    LOCATE("Link by key or URL"), SET_STATUS("Set status"), SET_ASSIGNEE("Set assignee"), COMMENT("Comment"),

    /**
     * A link of the tracker's own kind back to the group, beside the one in the
     * description.
     */
    LINK_BACK("Link back"),

    /**
     * Projects, issue types, fields, statuses and people, for the admin to choose from.
     */
    CATALOG("Lists for the admin"),

    /** A state map made from what the tracker reports. */
    STATE_MAP("Automatic state map"), WEBHOOKS("Webhooks"), POLLING("Polling"),

    /** The tracker itself refuses or merges a second create call with the same marker. */
    REJECTS_TWINS("Refuses twins itself"),

    /** Over its API, so that no admin has to. */
    WEBHOOK_SETUP("Sets up its webhook itself"),

    /** Sends deliveries again that failed, when it is asked to. */
    REDELIVERY("Repeats failed deliveries"),

    /** Says in which versions of the product an issue is fixed. */
    FIX_VERSIONS("Fix versions");

    private final String title;

    Capability(String title) {
        this.title = title;
    }

    /** As it heads a column for people. */
    public String title() {
        return this.title;
    }

}
