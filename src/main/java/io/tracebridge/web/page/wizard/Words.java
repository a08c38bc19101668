package io.tracebridge.web.page.wizard;

import java.util.List;
import java.util.stream.Collectors;

import io.tracebridge.integration.Automation;
import io.tracebridge.integration.Integration;
import io.tracebridge.integration.SyncSettings;
import io.tracebridge.rules.Rule;
import io.tracebridge.rules.Rule.Action;
import io.tracebridge.tracker.Setting;
import io.tracebridge.tracker.Tracker;

/** What an integration does, in sentences. */
final class Words {

    private Words() {
    }

    static List<String> of(Integration integration, Tracker tracker) {
        return List.of(creation(integration, tracker), sync(integration.sync()));
    }

    private static String creation(Integration integration, Tracker tracker) {
        var automation = integration.automation();
        var issues = issues(integration, tracker);
        if (!automation.enabled()) {
            return "Issues are made by hand only: " + issues + ".";
        }
        return subject(automation) + " of " + integration.project() + " become " + issues + rules(automation.rules())
                + pace(automation) + ".";
    }

    private static String subject(Automation automation) {
        return (automation.event() == Automation.Event.TRACE) ? "All reports" : "New groups";
    }

    private static String issues(Integration integration, Tracker tracker) {
        var type = chosen(integration, tracker, Setting.Offer.ISSUE_TYPES);
        var project = chosen(integration, tracker, Setting.Offer.PROJECTS);
        return (type.isEmpty() ? "" : type + " ") + "issues in " + (project.isEmpty() ? "" : project + ", ")
                + tracker.name();
    }

    private static String chosen(Integration integration, Tracker tracker, Setting.Offer offer) {
        return tracker.settings()
            .stream()
            .filter((setting) -> setting.offer() == offer)
            .map((setting) -> integration.connection().get(setting))
            .findFirst()
            .orElse("");
    }

    /** The usual shapes read as a sentence; any other is only counted. */
    private static String rules(List<Rule> rules) {
        var deciding = rules.stream().filter((rule) -> rule.action() != Action.MENTION).toList();
        if (deciding.isEmpty()) {
            return "";
        }
        var first = deciding.getFirst();
        var rest = deciding.subList(1, deciding.size());
        if (first.action() == Action.FILTER && first.attribute().equals(Rule.ANY_ATTRIBUTE)
                && first.regex().equals(".*") && !rest.isEmpty() && all(rest, Action.SUBMIT)) {
            return " when " + matches(rest);
        }
        if (all(deciding, Action.FILTER)) {
            return " unless " + matches(deciding);
        }
        return all(deciding, Action.SUBMIT) ? "" : ", as " + deciding.size() + " rules decide";
    }

    private static boolean all(List<Rule> rules, Action action) {
        return rules.stream().allMatch((rule) -> rule.action() == action);
    }

    private static String matches(List<Rule> rules) {
        return rules.stream()
            .map((rule) -> (rule.attribute().equals(Rule.ANY_ATTRIBUTE) ? "any attribute" : rule.attribute())
                    + " matches " + rule.regex())
            .collect(Collectors.joining(" or "));
    }

    private static String pace(Automation automation) {
        return ((automation.threshold() > 1) ? ", once " + automation.threshold() + " reports have come" : "")
                + ((automation.frequencySeconds() > 0)
                        ? ", at most every " + automation.frequencySeconds() + " seconds for one group" : "");
    }

    private static String sync(SyncSettings sync) {
        if (sync.push() && sync.pull()) {
            return "State and assignee follow both ways.";
        }
        if (sync.push()) {
            return "Issues follow the state and assignee of their group; changes in the tracker do not come back.";
        }
        return sync.pull() ? "Groups follow the state and assignee of their issue; changes here do not go out."
                : "State and assignee of group and issue do not follow each other.";
    }

}
