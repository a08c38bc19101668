package io.tracebridge.web.page.group;

import java.time.Instant;
import java.util.List;

/**
 * One thing that happened to a group, to be read as a sentence.
 *
 * @param who a name, or what of the program did it
 * @param did such as "changed the state"
 * @param before as it was; empty if nothing was there to change
 * @param after as it is since; empty if nothing is there any more or nothing changed
 * @param details sentences of their own, such as a tracker's words
 * @param why in the person's words; empty for none
 * @param through name of the integration; empty for none
 * @param report that led to it; null for none
 */
record ActivityLine(Instant at, String who, String did, String before, String after, List<String> details, String why,
        String through, Long report) {

    public boolean changes() {
        return !this.before.isEmpty() || !this.after.isEmpty();
    }

}
