package io.tracebridge.tracker.sandbox;

import java.util.Arrays;
import java.util.List;

import io.tracebridge.sync.GroupState;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;

/** The sandbox has one kind of issue, takes any field and knows the group states. */
final class SandboxCatalog implements Catalog {

    private static final int MOST_PEOPLE = 50;

    private final SandboxIssues issues;

    private final String project;

    SandboxCatalog(SandboxIssues issues, String project) {
        this.issues = issues;
        this.project = project;
    }

    @Override
    public List<Choice> projects() {
        return List.of(new Choice(this.project, this.project));
    }

    @Override
    public List<Choice> issueTypes() {
        return List.of();
    }

    @Override
    public List<Field> fields() {
        return List.of();
    }

    @Override
    public List<Issue.Status> statuses() {
        return Arrays.stream(GroupState.values())
            .map((state) -> new Issue.Status(state.id(), state.id(), state.id(), ""))
            .toList();
    }

    @Override
    public List<Issue.Account> people(String query) {
        return this.issues.people(this.project, query.strip(), MOST_PEOPLE)
            .stream()
            .map((name) -> new Issue.Account(name, name))
            .toList();
    }

}
