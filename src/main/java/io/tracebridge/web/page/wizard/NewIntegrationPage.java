package io.tracebridge.web.page.wizard;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.IntegrationChanged;
import io.tracebridge.integration.IntegrationSpec;
import io.tracebridge.integration.Integrations;
import io.tracebridge.integration.TrackerCatalog;
import io.tracebridge.integration.TrackerCatalog.Offers;
import io.tracebridge.integration.TrackerCatalog.Part;
import io.tracebridge.integration.Trackers;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;
import io.tracebridge.web.page.PageNotFoundException;
import io.tracebridge.web.page.PageProjects;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Choosing a tracker and entering its connection; from then on the integration is there,
 * disabled.
 */
@Controller
@RequestMapping("/projects/{project}/settings/integrations/new")
class NewIntegrationPage {

    private final PageProjects projects;

    private final Trackers trackers;

    private final TrackerCatalog catalog;

    private final Integrations integrations;

    private final IntegrationAdmin admin;

    NewIntegrationPage(PageProjects projects, Trackers trackers, TrackerCatalog catalog, Integrations integrations,
            IntegrationAdmin admin) {
        this.projects = projects;
        this.trackers = trackers;
        this.catalog = catalog;
        this.integrations = integrations;
        this.admin = admin;
    }

    @GetMapping
    String choose(@PathVariable String project, @RequestParam(required = false) String tracker, Model model) {
        this.projects.get(project);
        model.addAttribute("project", project);
        if (tracker != null) {
            var chosen = known(tracker);
            return page(model, ConnectionForm.of(chosen, chosen.name(), Map.of(), Set.of()), Offers.NONE, Map.of());
        }
        var all = EnumSet.allOf(Capability.class);
        this.trackers.all().forEach((each) -> all.retainAll(each.capabilities()));
        model.addAttribute("shared", titles(all));
        model.addAttribute("tiles", this.trackers.all().stream().map((each) -> {
            var own = EnumSet.copyOf(each.capabilities());
            own.removeAll(all);
            return new Tile(each.id(), each.name(), titles(own));
        }).toList());
        return "wizard/choose";
    }

    @PostMapping
    Object save(@PathVariable String project, @RequestParam String tracker,
            @RequestParam MultiValueMap<String, String> params, Model model, HttpServletResponse response) {
        var owner = this.projects.get(project);
        var chosen = known(tracker);
        var form = new Form(params);
        var errors = new Errors();
        var offers = Offers.NONE;
        var spec = new IntegrationSpec(form.text("name"), tracker, Integration.State.DISABLED,
                ConnectionForm.typed(chosen, form, false), ConnectionForm.typed(chosen, form, true), null, null, null);
        try {
            if (form.text("op").equals("choices")) {
                offers = this.catalog.read(this.admin.typed(owner, spec), parts(chosen, spec));
            }
            else if (this.integrations.find(owner.id(), spec.name()).isPresent()) {
                errors.add("name", "is taken by another integration of this project");
            }
            else {
                var saved = this.admin.save(owner, spec, IntegrationAdmin.NEW);
                var works = this.admin.test(saved).stream().allMatch((check) -> check.ok());
                return Places.edit(project, saved.name(), works ? "?step=2" : "?step=1&check=true");
            }
        }
        catch (InvalidInputException ex) {
            errors.add(ex);
        }
        catch (IntegrationChanged ex) {
            errors.add("name", "is taken by another integration of this project");
        }
        if (!errors.none()) {
            response.setStatus(422);
        }
        model.addAttribute("project", project);
        return page(model, ConnectionForm.of(chosen, form.text("name"), spec.connection(), Set.of()), offers,
                errors.messages());
    }

    /** Types are those of a project, so there are none before it is chosen. */
    private static List<Part> parts(Tracker tracker, IntegrationSpec spec) {
        var chosen = tracker.settings()
            .stream()
            .filter((setting) -> setting.offer() == Setting.Offer.PROJECTS)
            .allMatch((setting) -> spec.connection().containsKey(setting.name()));
        return chosen ? List.of(Part.PROJECTS, Part.ISSUE_TYPES) : List.of(Part.PROJECTS);
    }

    private static String page(Model model, ConnectionForm form, Offers offers, Map<String, String> errors) {
        model.addAttribute("steps", Step.all());
        model.addAttribute("step", Step.CONNECTION);
        model.addAttribute("form", form);
        model.addAttribute("offers", offers);
        model.addAttribute("errors", errors);
        return "wizard/new";
    }

    private Tracker known(String id) {
        if (!this.trackers.knows(id)) {
            throw new PageNotFoundException("There is no tracker " + id + ".");
        }
        return this.trackers.get(id);
    }

    private static List<String> titles(Set<Capability> capabilities) {
        return Arrays.stream(Capability.values()).filter(capabilities::contains).map(Capability::title).toList();
    }

    /**
     * @param can what not every tracker can
     */
    record Tile(String id, String name, List<String> can) {
    }

}
