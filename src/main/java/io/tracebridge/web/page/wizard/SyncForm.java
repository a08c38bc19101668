package io.tracebridge.web.page.wizard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.integration.SyncSettings.ResolvedUntil;
import io.tracebridge.sync.GroupState;

/**
 * The third step as typed: when issues are made, and how they stay in step.
 *
 * @param states group state to statuses, best first; empty for the automatic ones
 * @param pollSeconds empty for the program's own choice
 */
record SyncForm(boolean enabled, String event, String frequency, String threshold, boolean push, boolean pull,
        String onLink, String onConflict, Map<String, List<String>> states, List<Pair> people, List<Pair> workflow,
        String reopen, String reopenDays, Until until, String pollSeconds) {

    static SyncForm of(Automation automation, SyncSettings sync) {
        var states = new LinkedHashMap<String, List<String>>();
        for (var state : GroupState.values()) {
            states.put(state.id(), sync.states().getOrDefault(state.id(), List.of()));
        }
        return new SyncForm(automation.enabled(), automation.event().name().toLowerCase(Locale.ROOT),
                String.valueOf(automation.frequencySeconds()), String.valueOf(automation.threshold()), sync.push(),
                sync.pull(), sync.onLink(), sync.onConflict(), states, Pair.of(sync.people()),
                Pair.of(sync.workflowFields()), sync.reopen(), String.valueOf(sync.reopenDays()),
                Until.of(sync.resolvedUntil()), (sync.pollSeconds() != null) ? sync.pollSeconds().toString() : "");
    }

    static SyncForm of(Form form, boolean blank) {
        return new SyncForm(form.flag("automation.enabled"), form.text("automation.event"),
                form.text("automation.frequencySeconds"), form.text("automation.threshold"), form.flag("sync.push"),
                form.flag("sync.pull"), form.text("sync.onLink"), form.text("sync.onConflict"), states(form, blank),
                Pair.of(form.rows("people", blank)), Pair.of(form.rows("workflow", blank)), form.text("sync.reopen"),
                form.text("sync.reopenDays"), Until.of(form, blank), form.text("sync.pollSeconds"));
    }

    static Map<String, List<String>> states(Form form, boolean blank) {
        var states = new LinkedHashMap<String, List<String>>();
        for (var state : GroupState.values()) {
            states.put(state.id(),
                    form.list("states." + state.id()).stream().filter((key) -> blank || !key.isEmpty()).toList());
        }
        return states;
    }

    /** Without the states that follow the automatic map. */
    Map<String, List<String>> overrides() {
        var overrides = new TreeMap<>(this.states);
        overrides.values().removeIf(List::isEmpty);
        return overrides;
    }

    Automation automation(Automation before, Errors errors) {
        return new Automation(this.enabled,
                Arrays.stream(Automation.Event.values())
                    .filter((event) -> event.name().equalsIgnoreCase(this.event))
                    .findFirst()
                    .orElse(before.event()),
                errors.number("automation.frequencySeconds", this.frequency, 0L),
                errors.number("automation.threshold", this.threshold, 0L), before.rules());
    }

    SyncSettings sync(Errors errors) {
        return new SyncSettings(this.push, this.pull, this.onLink, this.onConflict, overrides(),
                Pair.map("sync.people", this.people, errors), Pair.map("sync.workflowFields", this.workflow, errors),
                this.reopen, errors.small("sync.reopenDays", this.reopenDays, 14), this.until.settings(),
                errors.small("sync.pollSeconds", this.pollSeconds, null));
    }

    /** A name and what it stands for. */
    record Pair(String name, String value) {

        static List<Pair> of(Map<String, String> map) {
            return new TreeMap<>(map).entrySet()
                .stream()
                .map((entry) -> new Pair(entry.getKey(), entry.getValue()))
                .toList();
        }

        static List<Pair> of(List<List<String>> rows) {
            return rows.stream().map((row) -> new Pair(row.get(0), row.get(1))).toList();
        }

        static Map<String, String> map(String field, List<Pair> pairs, Errors errors) {
            var map = new LinkedHashMap<String, String>();
            for (var pair : pairs) {
                if (map.put(pair.name(), pair.value()) != null) {
                    errors.add(field + "." + pair.name(), "is there twice; remove one of the rows");
                }
            }
            return map;
        }

    }

    /**
     * @param attribute empty where versions are not looked at
     */
    record Until(String attribute, String field, String regex, List<ResolvedUntil.Row> rows) {

        static Until of(ResolvedUntil until) {
            return (until != null) ? new Until(until.attribute(), text(until.field()), text(until.regex()),
                    new ArrayList<>(until.rows())) : new Until("", "", "", List.of());
        }

        static Until of(Form form, boolean blank) {
            return new Until(form.text("sync.resolvedUntil.attribute"), form.text("sync.resolvedUntil.field"),
                    form.text("sync.resolvedUntil.regex"),
                    form.rows("until", blank)
                        .stream()
                        .map((row) -> new ResolvedUntil.Row(row.get(0), row.get(1), row.get(2)))
                        .toList());
        }

        ResolvedUntil settings() {
            var none = this.attribute.isEmpty() && this.field.isEmpty() && this.regex.isEmpty() && this.rows.isEmpty();
            return none ? null
                    : new ResolvedUntil(this.attribute, orNull(this.field), orNull(this.regex), this.rows.stream()
                        .map((row) -> new ResolvedUntil.Row(row.attribute(), row.matches(), orNull(row.regex())))
                        .toList());
        }

        private static String text(String value) {
            return (value != null) ? value : "";
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }

    }

}
