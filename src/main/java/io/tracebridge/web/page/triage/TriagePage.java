package io.tracebridge.web.page.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tracebridge.integration.Trackers;
import io.tracebridge.project.Attribute;
import io.tracebridge.project.Project;
import io.tracebridge.project.Projects;
import io.tracebridge.sync.GroupState;
import io.tracebridge.triage.GroupList;
import io.tracebridge.triage.GroupSort;
import io.tracebridge.triage.Place;
import io.tracebridge.triage.Suggestions;
import io.tracebridge.web.page.PageProjects;
import io.tracebridge.web.page.Show;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The start page of a project: its groups. */
@Controller
class TriagePage {

    private static final int SIZE = 50;

    private final GroupList groups;

    private final Suggestions suggestions;

    private final GroupActions actions;

    private final Trackers trackers;

    private final Projects attributes;

    private final PageProjects projects;

    private final Show show;

    private final String url;

    TriagePage(GroupList groups, Suggestions suggestions, GroupActions actions, Trackers trackers, Projects attributes,
            PageProjects projects, Show show, @Value("${tracebridge.url}") String url) {
        this.groups = groups;
        this.suggestions = suggestions;
        this.actions = actions;
        this.trackers = trackers;
        this.attributes = attributes;
        this.projects = projects;
        this.show = show;
        this.url = url;
    }

    @GetMapping("/projects/{project}")
    String list(@PathVariable("project") String name, TriageQuery query, Model model) {
        var project = this.projects.get(name);
        var filter = query.filter();
        var order = query.order();
        var page = this.groups.page(project.id(), filter, order, Place.parse(query.page(), order), SIZE);
        var counts = this.groups.counts(project.id(), filter);
        model.addAttribute("query", query);
        model.addAttribute("groups",
                page.entries().stream().map((entry) -> GroupRow.of(entry, this::tracker)).toList());
        model.addAttribute("tabs", tabs(name, query, counts));
        model.addAttribute("sorts", sorts(name, query));
        model.addAttribute("sortedBy", order.id());
        model.addAttribute("total", filter.state().map(counts::get).orElse(sum(counts)));
        model.addAttribute("filtered", !filter.isEmpty());
        model.addAttribute("next", page.next().map((place) -> query.url(name, "page", place.token())).orElse(null));
        model.addAttribute("first", query.url(name, "page", ""));
        model.addAttribute("names", this.suggestions.names(project.id()));
        model.addAttribute("attributes",
                this.attributes.attributes(project.id()).stream().map(Attribute::name).toList());
        model.addAttribute("actions", this.actions.of(project.id()));
        model.addAttribute("firstError", firstError(project));
        return "triage/list";
    }

    private String tracker(String id) {
        return this.trackers.knows(id) ? this.trackers.get(id).name() : id;
    }

    private List<Tab> tabs(String project, TriageQuery query, Map<GroupState, Long> counts) {
        var tabs = new ArrayList<Tab>();
        var current = (query.state() != null) ? query.state() : "";
        tabs.add(new Tab("All", sum(counts), query.url(project, "state", ""), current.isBlank()));
        counts.forEach((state, count) -> tabs.add(new Tab(this.show.state(state.id()), count,
                query.url(project, "state", state.id()), state.id().equals(current))));
        return tabs;
    }

    private static List<Sort> sorts(String project, TriageQuery query) {
        var words = Map.of(GroupSort.LAST_SEEN, "Last seen", GroupSort.FIRST_SEEN, "First seen", GroupSort.REPORTS,
                "Reports", GroupSort.STATE, "State");
        return List.of(GroupSort.values())
            .stream()
            .map((sort) -> new Sort(sort.id(), words.get(sort), query.url(project, "sort", sort.id()),
                    sort == query.order()))
            .toList();
    }

    private FirstError firstError(Project project) {
        var address = project.submissionUrl(this.url);
        return new FirstError(address,
                "curl -s -H 'Content-Type: application/json' '" + address + "' -d '{\"classifiers\":[\"DemoError\"],"
                        + "\"attributes\":{\"application\":\"shop\",\"error.message\":\"total is missing\"}}'");
    }

    private static long sum(Map<GroupState, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    record Tab(String name, long count, String url, boolean current) {
    }

    record Sort(String id, String name, String url, boolean current) {
    }

    /**
     * How a newcomer sends something.
     *
     * @param url what an SDK takes as its address
     */
    record FirstError(String url, String curl) {
    }

}
