package io.tracebridge.triage;

import java.util.Collection;

/**
 * Somebody below whom groups' changes concern, called within the transaction that changed
 * them: links, whose issues must follow.
 */
public interface GroupFollower {

    /**
     * @param groupIds groups whose state or assignee changed; never merged ones, always
     * their roots
     */
    void changed(Collection<Long> groupIds);

}
