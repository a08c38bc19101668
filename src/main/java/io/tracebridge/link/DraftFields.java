package io.tracebridge.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.tracebridge.link.DraftForm.Choice;
import io.tracebridge.tracker.Catalog;

/**
 * Which fields a person is asked for: those the integration fills, those the request
 * brought, and those the tracker requires beyond what every issue of ours has.
 */
final class DraftFields {

    /** Filled on every issue: from the integration, the draft, or our account. */
    private static final Set<String> ALWAYS_FILLED = Set.of("project", "issuetype", "summary", "title", "subject",
            "description", "labels", "reporter", "author", "assignee");

    /** A longer list helps nobody, and would travel as a variable. */
    private static final int MOST_CHOICES = 200;

    private final List<Catalog.Field> catalog;

    private final Set<String> filled;

    /**
     * @param catalog what the tracker says of its fields; empty where it could not be
     * asked
     * @param bodyField the field that takes the description, if the integration names one
     */
    DraftFields(List<Catalog.Field> catalog, Optional<String> bodyField) {
        this.catalog = catalog;
        this.filled = new HashSet<>(ALWAYS_FILLED);
        bodyField.map(this::id).ifPresent(this.filled::add);
    }

    /**
     * @param configured the integration's custom fields, filled where the group has the
     * values, else empty
     * @param given what the request brought, over the integration's own
     * @return required ones first, otherwise by name
     */
    List<DraftForm.Field> ask(Map<String, String> configured, Map<String, String> given) {
        var asked = new LinkedHashMap<String, DraftForm.Field>();
        new TreeMap<>(configured).forEach((name, value) -> asked.put(id(name), field(name, value, true)));
        new TreeMap<>(given).forEach((name, value) -> {
            var own = asked.get(id(name));
            asked.put(id(name), field((own != null) ? own.name() : name, value, false));
        });
        this.catalog.stream()
            .filter(this::isNeeded)
            .forEach((needed) -> asked.computeIfAbsent(id(needed.id()), (id) -> field(needed.id(), "", false)));
        var fields = new ArrayList<>(asked.values());
        fields.sort((one, other) -> Boolean.compare(other.required(), one.required()));
        return List.copyOf(fields);
    }

    private DraftForm.Field field(String name, String value, boolean configured) {
        var known = find(name);
        var allowed = known.map(Catalog.Field::allowed).orElse(List.of());
        var spelt = allowed.stream().filter(value::equalsIgnoreCase).findFirst().orElse(value);
        return new DraftForm.Field(name, known.map(Catalog.Field::name).orElse(name),
                known.map(Catalog.Field::type).orElse("text"), known.filter(this::isNeeded).isPresent(),
                choices(allowed, spelt), spelt, help(allowed, configured && !value.isEmpty()));
    }

    /** A value that is not on the list stays choosable: the form must not lose it. */
    private static List<Choice> choices(List<String> allowed, String value) {
        if (allowed.isEmpty() || allowed.size() > MOST_CHOICES) {
            return List.of();
        }
        var choices = new ArrayList<Choice>();
        allowed.forEach((one) -> choices.add(new Choice(one, one)));
        if (!value.isEmpty() && !allowed.contains(value)) {
            choices.add(new Choice(value, value));
        }
        return List.copyOf(choices);
    }

    private static String help(List<String> allowed, boolean configured) {
        if (allowed.size() > MOST_CHOICES) {
            return "One of " + allowed.size() + " values, as the tracker spells it.";
        }
        return configured ? "Filled by the integration." : "";
    }

    private boolean isNeeded(Catalog.Field field) {
        return field.required() && !this.filled.contains(field.id().toLowerCase(Locale.ROOT));
    }

    private Optional<Catalog.Field> find(String name) {
        return this.catalog.stream()
            .filter((field) -> field.id().equals(name))
            .findFirst()
            .or(() -> this.catalog.stream().filter((field) -> field.name().equalsIgnoreCase(name)).findFirst());
    }

    private String id(String name) {
        return find(name).map(Catalog.Field::id).orElse(name).toLowerCase(Locale.ROOT);
    }

}
