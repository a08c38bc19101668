package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tracebridge.integration.Integration;
import io.tracebridge.integration.StateMaps;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.tracker.TrackerException;
import org.springframework.stereotype.Component;

/** The state map as it is being edited, whatever is wrong with it. */
@Component
class StateSketches {

    private final StateMaps stateMaps;

    StateSketches(StateMaps stateMaps) {
        this.stateMaps = stateMaps;
    }

    /**
     * @param states group state to status keys; blank ones are left out
     */
    Edited of(Integration integration, Map<String, List<String>> states) {
        var overrides = new TreeMap<String, List<String>>();
        states.forEach((state, keys) -> {
            var chosen = keys.stream().filter((key) -> !key.isEmpty()).toList();
            if (!chosen.isEmpty()) {
                overrides.put(state, chosen);
            }
        });
        try {
            return new Edited(this.stateMaps.sketch(integration, overrides), Map.of(), null);
        }
        catch (InvalidInputException ex) {
            return new Edited(automatic(integration), Map.of(ex.field(), ex.getMessage()), null);
        }
        catch (TrackerException ex) {
            return new Edited(null, Map.of(), ex.getMessage());
        }
    }

    private StateMaps.Sketch automatic(Integration integration) {
        try {
            return this.stateMaps.sketch(integration, Map.of());
        }
        catch (TrackerException ex) {
            return null;
        }
    }

    /**
     * @param sketch null where the tracker does not say which statuses it has
     * @param errors what saving would refuse, by field
     * @param problem why there is no sketch; null where there is one
     */
    record Edited(StateMaps.Sketch sketch, Map<String, String> errors, String problem) {

        /** The name of a status, for people. */
        public String name(String key) {
            return (this.sketch == null) ? key
                    : this.sketch.statuses()
                        .stream()
                        .filter((row) -> row.key().equals(key))
                        .map(StateMaps.Sketch.Row::name)
                        .findFirst()
                        .orElse(key);
        }

        public boolean has(String key) {
            return this.sketch != null && this.sketch.statuses().stream().anyMatch((row) -> row.key().equals(key));
        }

        public String automatic(String state) {
            return (this.sketch == null) ? "" : String.join(", ",
                    this.sketch.automatic().getOrDefault(state, List.of()).stream().map(this::name).toList());
        }

    }

}
