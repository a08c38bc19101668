package io.tracebridge.tracker;

import java.util.List;

/**
 * What a live tracker offers an admin to choose from. Every method calls the tracker and
 * may throw {@link TrackerException}.
 */
public interface Catalog {

    /** Projects, repositories or spaces in which our account may create issues. */
    List<Choice> projects();

    /** Issue types of the integration's project; empty where the tracker has none. */
    List<Choice> issueTypes();

    /** What can be filled in on creation, in the integration's project and type. */
    List<Field> fields();

    /**
     * Every status an issue of the integration can be brought to or come from, in the
     * tracker's own order. Their {@link Issue.Status#key()} is what
     * {@link TrackerClient#setStatus} takes.
     */
    List<Issue.Status> statuses();

    /**
     * People who can be assigned.
     * @param query beginning or part of a name, login or e-mail address; empty for
     * anybody
     * @return at most 50
     */
    List<Issue.Account> people(String query);

    /**
     * @param id what the setting takes
     */
    record Choice(String id, String name) {
    }

    /**
     * @param id what a custom field's name may be, besides the name
     * @param type the tracker's own word for what it takes
     * @param required whether creation fails without it
     * @param allowed what it takes, if that is limited; else empty
     */
    record Field(String id, String name, String type, boolean required, List<String> allowed) {

        public Field {
            allowed = List.copyOf(allowed);
        }

    }

}
