package io.tracebridge.web.page.wizard;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.IntegrationAdmin;
import io.tracebridge.integration.TrackerCatalog;
import io.tracebridge.integration.TrackerCatalog.Offers;
import io.tracebridge.integration.TrackerCatalog.Part;
import io.tracebridge.integration.Trackers;
import io.tracebridge.issue.Payload;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.project.Projects;
import io.tracebridge.security.Users;
import io.tracebridge.triage.dryrun.DryRunsBusy;
import io.tracebridge.triage.dryrun.LatestPreview;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts into the model what the template of a step shows. */
@Component
class StepModel {

    private final Trackers trackers;

    private final TrackerCatalog catalog;

    private final ConnectionOffers offers;

    private final StateSketches sketches;

    private final IntegrationAdmin admin;

    private final LatestPreview preview;

    private final RuleTrials trials;

    private final Projects projects;

    private final Users users;

    StepModel(Trackers trackers, TrackerCatalog catalog, ConnectionOffers offers, StateSketches sketches,
            IntegrationAdmin admin, LatestPreview preview, RuleTrials trials, Projects projects, Users users) {
        this.trackers = trackers;
        this.catalog = catalog;
        this.offers = offers;
        this.sketches = sketches;
        this.admin = admin;
        this.preview = preview;
        this.trials = trials;
        this.projects = projects;
        this.users = users;
    }

    /**
     * @param typed null to show what is saved
     */
    void fill(Model model, Step step, Integration saved, Form typed) {
        model.addAttribute("steps", Step.all());
        model.addAttribute("step", step);
        model.addAttribute("integration", Head.of(saved, this.trackers.get(saved.tracker()).name()));
        model.addAttribute("attributes", defined(saved.projectId()));
        switch (step) {
            case CONNECTION -> connection(model, saved, typed);
            case PAYLOAD -> payload(model, saved, typed);
            case SYNC -> sync(model, saved, typed);
            case RULES -> {
                var form = (typed != null) ? RulesForm.of(typed, true) : RulesForm.of(saved.automation().rules());
                model.addAttribute("form", form);
                trial(model, saved, form);
            }
            case SUMMARY -> {
                model.addAttribute("sentences", Words.of(saved, this.trackers.get(saved.tracker())));
                model.addAttribute("warnings", this.admin.warnings(saved));
            }
        }
    }

    List<String> defined(long projectId) {
        return this.projects.attributes(projectId).stream().map(Attribute::name).toList();
    }

    private void connection(Model model, Integration saved, Form typed) {
        var tracker = this.trackers.get(saved.tracker());
        model.addAttribute("offers", (typed != null) ? this.offers.typed(saved, typed) : this.offers.saved(saved));
        model
            .addAttribute("form",
                    (typed != null) ? ConnectionForm.of(tracker, saved.name(),
                            ConnectionForm.typed(tracker, typed, false), saved.connection().credential().keySet())
                            : ConnectionForm.of(tracker, saved));
    }

    private void payload(Model model, Integration saved, Form typed) {
        var form = (typed != null) ? PayloadForm.of(typed, true) : PayloadForm.of(saved.payload());
        var fields = this.catalog.read(saved, List.of(Part.FIELDS));
        model.addAttribute("form", form);
        model.addAttribute("offers",
                new Offers(List.of(), List.of(),
                        fields.fields().stream().sorted(Comparator.comparing((field) -> !field.required())).toList(),
                        List.of(), List.of(), fields.problems()));
        preview(model, saved, (typed != null) ? PayloadForm.of(typed, false).payload(new Errors()) : null);
    }

    /** How the issue of the latest group would read. */
    void preview(Model model, Integration saved, Payload payload) {
        try {
            model.addAttribute("latest", this.preview.of(saved, payload));
        }
        catch (InvalidInputException ex) {
            model.addAttribute("unpreviewed", ex.field() + " " + ex.getMessage());
        }
    }

    /** What the rules would have made of the latest reports. */
    void trial(Model model, Integration saved, RulesForm form) {
        try {
            model.addAttribute("trial", this.trials.of(saved, form, new HashSet<>(defined(saved.projectId()))));
        }
        catch (DryRunsBusy ex) {
            model.addAttribute("busy", ex.getMessage());
        }
    }

    private void sync(Model model, Integration saved, Form typed) {
        var form = (typed != null) ? SyncForm.of(typed, true) : SyncForm.of(saved.automation(), saved.sync());
        var people = this.catalog.read(saved, List.of(Part.PEOPLE));
        model.addAttribute("form", form);
        model.addAttribute("offers", people);
        model.addAttribute("users", this.users.names());
        model.addAttribute("suggestions", Suggestions.of(this.users.names(), people.people(), form.people()));
        model.addAttribute("map", this.sketches.of(saved, form.states()));
    }

    /**
     * @param state its id
     */
    record Head(String name, String tracker, String state, Map<String, Boolean> is) {

        static Head of(Integration saved, String tracker) {
            return new Head(saved.name(), tracker, saved.state().name().toLowerCase(Locale.ROOT),
                    Map.of("enabled", saved.state() == Integration.State.ENABLED));
        }

    }

}
