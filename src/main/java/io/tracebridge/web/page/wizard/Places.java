package io.tracebridge.web.page.wizard;

import io.tracebridge.web.page.PageAddress;
import io.tracebridge.web.page.SeeOther;
import org.springframework.web.servlet.View;

/** Where the wizard leads on to. */
final class Places {

    private Places() {
    }

    /**
     * @param query which step, such as {@code ?step=2}
     */
    static View edit(String project, String name, String query) {
        return SeeOther.to(PageAddress.project(project, "settings", "integrations", name, "edit") + query);
    }

}
