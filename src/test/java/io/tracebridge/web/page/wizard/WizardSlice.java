package io.tracebridge.web.page.wizard;

import java.util.ArrayList;
import java.util.List;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.project.Project;
import io.tracebridge.rules.Rule;
import io.tracebridge.security.Users;
import io.tracebridge.web.page.PageSlice;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

/** A project, and an admin who goes through the steps of an integration. */
abstract class WizardSlice extends PageSlice {

    static final String NEW = "/projects/shop/settings/integrations/new";

    static final String EDIT = "/projects/shop/settings/integrations/Box/edit";

    @Autowired
    Users users;

    @Autowired
    Integrations integrations;

    @Autowired
    IntegrationAdmin admin;

    Project project;

    @BeforeEach
    void aProject() {
        this.users.saveAdmin("admin", "admin-password");
        this.project = this.projects.save("shop", "Web shop", null);
    }

    void saved() {
        this.admin.save(this.project, new IntegrationSpec("Box", "sandbox", Integration.State.DISABLED, null, null,
                null, null,
                new Automation(false, null, 0, 0, List.of(new Rule("version", "1", Rule.Action.FILTER, null)))));
    }

    Integration box() {
        return this.integrations.find(this.project.id(), "Box").orElseThrow();
    }

    String version() {
        return this.integrations.changedAt(box().id()).toString();
    }

    MvcTestResult get(String address) {
        return this.mvc.get().uri(address).with(user("admin").roles("ADMIN", "TRIAGER")).exchange();
    }

    MvcTestResult step(int step, String... inputs) {
        var all = new ArrayList<>(List.of("version", version()));
        all.addAll(List.of(inputs));
        return post(EDIT + "?step=" + step, all.toArray(String[]::new));
    }

    MvcTestResult post(String address, String... inputs) {
        return send(this.mvc.post().uri(address).with(user("admin").roles("ADMIN", "TRIAGER")).with(csrf()), inputs);
    }

}
