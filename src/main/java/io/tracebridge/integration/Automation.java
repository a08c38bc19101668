package io.tracebridge.integration;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.TriggerPolicy;

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

    /** Which reports it fires for. */
    public TriggerPolicy triggerPolicy() {
        return new TriggerPolicy(
                (this.event == Event.TRACE) ? TriggerPolicy.Wants.EVERY_REPORT : TriggerPolicy.Wants.NEW_COMBINATIONS,
                Duration.ofSeconds(Math.max(0, this.frequencySeconds)), Math.max(1, this.threshold));
    }

    /** The same with other rules. */
    public Automation with(List<Rule> rules) {
        return new Automation(this.enabled, this.event, this.frequencySeconds, this.threshold, rules);
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
