package io.tracebridge.tracker.fogbugz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tracebridge.tracker.TrackerClient.Check;
import io.tracebridge.tracker.TrackerException;
import io.tracebridge.tracker.TrackerException.Rejected;
import io.tracebridge.tracker.TrackerException.Rejected.Reason;

/** Asks FogBugz, step by step, whether cases can be created. A failed step ends it. */
final class FogBugzCheck {

    private final FogBugzApi api;

    private final Directory directory;

    private final FogBugzSettings settings;

    FogBugzCheck(FogBugzApi api, Directory directory, FogBugzSettings settings) {
        this.api = api;
        this.directory = directory;
        this.settings = settings;
    }

    List<Check> run() {
        var checks = new ArrayList<Check>();
        for (var step : List.of(new Step("credential", this::credential), new Step("project", this::project),
                new Step("area", this::area), new Step("category", this::category),
                new Step("priority", this::priority), new Step("statuses", this::statuses),
                new Step("nobody", this::nobody))) {
            checks.add(step.check());
            if (!checks.getLast().ok()) {
                break;
            }
        }
        return List.copyOf(checks);
    }

    private String credential() {
        return "Signed in as " + this.api.me().path("sFullName").asText() + ".";
    }

    /** Only projects that the account may write to are listed. */
    private String project() {
        return "The account may create cases in " + this.directory.project().name() + ".";
    }

    private String area() {
        return this.directory.area()
            .map((area) -> "Cases go to the area " + area.name() + ".")
            .orElse("FogBugz chooses the area.");
    }

    private String category() {
        return "Cases become " + this.directory.category().name() + ".";
    }

    private String priority() {
        return this.directory.priority()
            .map((priority) -> "Cases get the priority " + priority.name() + ".")
            .orElse("FogBugz's default applies.");
    }

    private String statuses() {
        var category = this.directory.category();
        var statuses = this.directory.statuses()
            .stream()
            .filter((status) -> status.category() == category.id() && !status.deleted())
            .toList();
        if (statuses.stream().noneMatch(CaseStatus::resolved)) {
            throw new Rejected(Reason.INVALID_FIELD,
                    "The category " + category.name() + " has no status for resolved cases.", Map.of());
        }
        return "Cases can have %d statuses; those resolved from here are %s.".formatted(statuses.size(),
                this.settings.closeOnResolve() ? "closed at once" : "left open to be verified");
    }

    private String nobody() {
        return this.directory.nobody()
            .map((nobody) -> nobody.name() + " stands for nobody.")
            .orElse("Every case is somebody's: FogBugz chooses whose, and cases cannot be unassigned.");
    }

    /** One question; answers with words for the admin, or fails with them. */
    private record Step(String name, Supplier<String> question) {

        Check check() {
            try {
                return new Check(this.name, true, this.question.get());
            }
            catch (TrackerException ex) {
                return new Check(this.name, false, ex.getMessage());
            }
        }

    }

}
