package io.tracebridge.integration;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.rules.Rule;

/**
 * When an integration creates issues by itself (its fourth step). Absent parts take the
 * defaults.
 *
 * @param event what it looks at
 * @param frequencySeconds least seconds between two firings for one group; 0 for no limit
 * @param threshold fires once so many reports have aggregated; 0 or 1 for each
 * @param rules in order; the last matching submit/filter wins
 */
public record Automation(boolean enabled, Event event, long frequencySeconds, long threshold, List<Rule> rules) {

    public Automation {
        event = (event != null) ? event : Event.GROUP;
        rules = (rules != null) ? List.copyOf(rules) : List.of();
    }

    public enum Event {

        /** Every report. */
        @JsonProperty("trace")
        TRACE,

        /**
         * The first report of a group and, until an issue exists, of each new combination
         * of the values that the rules look at.
         */
        @JsonProperty("group")
        GROUP

    }

}
