package io.tracebridge.tracker.phabricator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;

/** What an admin of Phabricator has to choose from. */
final class PhabricatorCatalog implements Catalog {

    private static final int MOST_PEOPLE = 50;

    private final Conduit conduit;

    private final Directory directory;

    private final Tasks tasks;

    PhabricatorCatalog(Conduit conduit, Directory directory, Tasks tasks) {
        this.conduit = conduit;
        this.directory = directory;
        this.tasks = tasks;
    }

    /** Active projects that have a hashtag. */
    @Override
    public List<Choice> projects() {
        var choices = new ArrayList<Choice>();
        var params = Conduit.params().put("queryKey", "active").put("order", "name");
        var after = Optional.<String>empty();
        do {
            var page = this.conduit.search("project.search", params, after);
            page.data()
                .stream()
                .map((json) -> json.path("fields"))
                .filter((project) -> !project.path("slug").asText("").isEmpty())
                .map((project) -> new Choice(project.path("slug").asText(), project.path("name").asText()))
                .forEach(choices::add);
            after = page.after();
        }
        while (after.isPresent());
        return choices;
    }

    /** Subtypes, of which Conduit has no list, so those that recent tasks have. */
    @Override
    public List<Choice> issueTypes() {
        return this.directory.seen("subtype")
            .stream()
            .map(JsonNode::asText)
            .distinct()
            .map((subtype) -> new Choice(subtype, subtype))
            .toList();
    }

    @Override
    public List<Field> fields() {
        return this.conduit.editTypes()
            .stream()
            .filter((type) -> type.startsWith("custom.") || List.of("priority", "subtype", "points").contains(type))
            .map(this::field)
            .toList();
    }

    private Field field(String type) {
        var allowed = switch (type) {
            case "priority" -> this.directory.priorityNames();
            case "subtype" -> issueTypes().stream().map(Choice::id).toList();
            default -> List.<String>of();
        };
        var kind = this.directory.seen(type)
            .stream()
            .findFirst()
            .map((value) -> value.getNodeType().name().toLowerCase(Locale.ROOT))
            .orElse("string");
        return new Field(type, type.replaceFirst("^custom\\.", ""), type.equals("priority") ? "string" : kind, false,
                allowed);
    }

    /** Without duplicate, which tasks become by being merged only. */
    @Override
    public List<Issue.Status> statuses() {
        return this.directory.statuses()
            .stream()
            .filter((status) -> !status.category().equals(Directory.DUPLICATE))
            .toList();
    }

    @Override
    public List<Issue.Account> people(String query) {
        var text = query.strip();
        if (text.indexOf('@') > 0) {
            return this.tasks.peopleByAddress(text);
        }
        var active = Map.of("isDisabled", false, "isMailingList", false);
        return this.tasks.people(
                text.isEmpty() ? active
                        : Map.of("isDisabled", false, "isMailingList", false, "nameLike", text.replaceFirst("^@", "")),
                MOST_PEOPLE);
    }

}
