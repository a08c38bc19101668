package io.tracebridge.integration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.tracebridge.tracker.Capability;
import io.tracebridge.tracker.Catalog;
import io.tracebridge.tracker.Issue;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/**
 * What a live tracker offers to choose from. A list that cannot be had is empty with the
 * reason beside it: nobody is kept from typing.
 */
@Component
public class TrackerCatalog {

    private final Trackers trackers;

    TrackerCatalog(Trackers trackers) {
        this.trackers = trackers;
    }

    /** Never fails. A tracker that does not answer once is not asked for the rest. */
    public Offers read(Integration integration, Collection<Part> parts) {
        var tracker = this.trackers.get(integration.tracker());
        var reading = new Reading();
        if (!tracker.capabilities().contains(Capability.CATALOG)) {
            parts.forEach((part) -> reading.problems.put(part, tracker.name() + " lists nothing to choose from."));
            return reading.offers();
        }
        try {
            var catalog = this.trackers.connect(integration).catalog();
            for (var part : parts) {
                reading.read(part, catalog);
            }
        }
        catch (TrackerException ex) {
            parts.forEach((part) -> reading.problems.putIfAbsent(part, ex.getMessage()));
        }
        return reading.offers();
    }

    public enum Part {

        PROJECTS, ISSUE_TYPES, FIELDS, STATUSES, PEOPLE;

        /** As the API spells it: {@code issueTypes}. */
        public String id() {
            return (this == ISSUE_TYPES) ? "issueTypes" : name().toLowerCase(Locale.ROOT);
        }

    }

    /**
     * @param statuses as {@link Catalog#statuses()}
     * @param problems why a list that was asked for is missing
     */
    public record Offers(List<Catalog.Choice> projects, List<Catalog.Choice> issueTypes, List<Catalog.Field> fields,
            List<Issue.Status> statuses, List<Issue.Account> people, Map<Part, String> problems) {

        /** Nothing was asked for. */
        public static final Offers NONE = new Offers(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    }

    private static final class Reading {

        private final List<Catalog.Choice> projects = new ArrayList<>();

        private final List<Catalog.Choice> issueTypes = new ArrayList<>();

        private final List<Catalog.Field> fields = new ArrayList<>();

        private final List<Issue.Status> statuses = new ArrayList<>();

        private final List<Issue.Account> people = new ArrayList<>();

        private final Map<Part, String> problems = new EnumMap<>(Part.class);

        private boolean silent;

        void read(Part part, Catalog catalog) {
            switch (part) {
                case PROJECTS -> read(part, this.projects, Catalog::projects, catalog);
                case ISSUE_TYPES -> read(part, this.issueTypes, Catalog::issueTypes, catalog);
                case FIELDS -> read(part, this.fields, Catalog::fields, catalog);
                case STATUSES -> read(part, this.statuses, Catalog::statuses, catalog);
                case PEOPLE -> read(part, this.people, (all) -> all.people(""), catalog);
            }
        }

        private <T> void read(Part part, List<T> list, Function<Catalog, List<T>> reader, Catalog catalog) {
            if (this.silent) {
                this.problems.put(part, this.problems.values().iterator().next());
                return;
            }
            try {
                list.addAll(reader.apply(catalog));
            }
            catch (TrackerException ex) {
                // What is refused of one list says nothing of the next.
                this.silent = !(ex instanceof TrackerException.Rejected);
                this.problems.put(part, ex.getMessage());
            }
        }

        Offers offers() {
            return new Offers(List.copyOf(this.projects), List.copyOf(this.issueTypes), List.copyOf(this.fields),
                    List.copyOf(this.statuses), List.copyOf(this.people), Map.copyOf(this.problems));
        }

    }

}
