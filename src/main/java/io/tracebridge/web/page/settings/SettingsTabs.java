package io.tracebridge.web.page.settings;

import java.util.List;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The tabs above every settings page. */
@ControllerAdvice(basePackageClasses = SettingsTabs.class)
class SettingsTabs {

    private static final List<Tab> TABS = List.of(new Tab("general", "General"), new Tab("attributes", "Attributes"),
            new Tab("submission", "Submission"), new Tab("integrations", "Integrations"),
            new Tab("targets", "Mention targets"));

    @ModelAttribute("tabs")
    List<Tab> tabs() {
        return TABS;
    }

    record Tab(String path, String name) {
    }

}
