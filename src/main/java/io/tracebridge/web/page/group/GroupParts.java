package io.tracebridge.web.page.group;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.Integrations;
import io.tracebridge.triage.Activities;
import io.tracebridge.triage.Decisions;
import io.tracebridge.triage.GroupReports;
import io.tracebridge.triage.Groups;
import io.tracebridge.triage.Occurrences;
import io.tracebridge.web.page.group.Course.Span;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the parts of a group's page show, at first and when they load more. */
@Component
class GroupParts {

    private static final int REPORTS = 20;

    private static final int DECISIONS = 10;

    private static final int ACTIVITIES = 20;

    private final Groups groups;

    private final GroupReports reports;

    private final Occurrences occurrences;

    private final Decisions decisions;

    private final Activities activities;

    private final Integrations integrations;

    private final ActivityWords words;

    private final Clock clock;

    GroupParts(Groups groups, GroupReports reports, Occurrences occurrences, Decisions decisions, Activities activities,
            Integrations integrations, ActivityWords words, Clock clock) {
        this.groups = groups;
        this.reports = reports;
        this.occurrences = occurrences;
        this.decisions = decisions;
        this.activities = activities;
        this.integrations = integrations;
        this.words = words;
        this.clock = clock;
    }

    /** What the page begins with. */
    void all(ShownGroup shown, Model model) {
        var first = reports(shown, null, model);
        if (!first.isEmpty()) {
            callstack(shown, first.getFirst().id(), model);
        }
        course(shown, Span.MONTH, model);
        values(shown, "", model);
        activity(shown, null, model);
    }

    List<GroupReports.Row> reports(ShownGroup shown, Long before, Model model) {
        var slice = Slice.of(this.reports.page(shown.id(), before, REPORTS + 1), REPORTS, GroupReports.Row::id);
        model.addAttribute("reports", slice);
        return slice.items();
    }

    void callstack(ShownGroup shown, long report, Model model) {
        model.addAttribute("stack",
                this.reports.find(shown.id(), report)
                    .map((whole) -> Callstack.of(whole, this.reports.threads(whole)))
                    .orElse(null));
    }

    void course(ShownGroup shown, Span span, Model model) {
        model.addAttribute("course", Course.of(this.occurrences, shown.id(), span, this.clock));
    }

    void values(ShownGroup shown, String filter, Model model) {
        model.addAttribute("values", ValueBars.of(this.groups.values(shown.id()), filter));
    }

    void attribute(ShownGroup shown, String name, Model model) {
        model.addAttribute("attribute",
                ValueBars.attribute(name, this.groups.values(shown.id()).getOrDefault(name, Map.of())));
    }

    void decisions(ShownGroup shown, Integration integration, Long before, Model model) {
        var rows = this.decisions.page(shown.id(), new Decisions.Filter(integration.id(), null, before), DECISIONS + 1);
        var slice = Slice.of(rows, DECISIONS, Decisions.Stored::id);
        model.addAttribute("integration", integration.name());
        model.addAttribute("decisions",
                new Slice<>(slice.items().stream().map(DecisionLine::of).toList(), slice.next()));
    }

    void activity(ShownGroup shown, Long before, Model model) {
        var names = this.integrations.list(shown.project().id())
            .stream()
            .collect(Collectors.toMap(Integration::id, Integration::name));
        var slice = Slice.of(this.activities.page(shown.id(), before, ACTIVITIES + 1), ACTIVITIES,
                Activities.Placed::place);
        model.addAttribute("activity", new Slice<>(
                slice.items().stream().map((one) -> this.words.line(one.activity(), names)).toList(), slice.next()));
    }

}
