package io.tracebridge.integration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.tracebridge.issue.FieldTemplate;
import io.tracebridge.issue.Payload;
import io.tracebridge.issue.Subject;
import io.tracebridge.project.InvalidInputException;
import io.tracebridge.rules.InvalidRuleException;
import io.tracebridge.rules.RuleSet;
import io.tracebridge.tracker.Setting;

/**
 * What is refused when an integration is saved, each with the field and what would be
 * right.
 */
final class IntegrationChecks {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\;]{1,64}");

    private static final int LONGEST_VALUE = 4_000;

    private static final long LONGEST_WINDOW_SECONDS = 31L * 24 * 3600;

    private static final long LARGEST_THRESHOLD = 1_000_000_000;

    private IntegrationChecks() {
    }

    static void name(String name) {
        if (name == null || name.isBlank() || !name.equals(name.strip()) || !NAME.matcher(name).matches()) {
            throw new InvalidInputException("name",
                    "must be 1 to 64 characters without slashes, semicolons or line breaks");
        }
    }

    static void connection(List<Setting> settings, Map<String, String> connection, Map<String, String> credential) {
        known("connection", settings.stream().filter((setting) -> !setting.secret()).toList(), connection);
        known("credential", settings.stream().filter(Setting::secret).toList(), credential);
        for (var setting : settings) {
            var field = (setting.secret() ? "credential." : "connection.") + setting.name();
            var value = (setting.secret() ? credential : connection).get(setting.name());
            if (value == null || value.isBlank()) {
                require(!setting.required(), field, "is required: " + setting.help());
                continue;
            }
            require(value.length() <= LONGEST_VALUE, field, "must be at most " + LONGEST_VALUE + " characters");
            if (setting.kind() == Setting.Kind.URL) {
                url(field, value.strip());
            }
        }
    }

    /** A stored credential must not travel to a host that it was not entered for. */
    static void sameHosts(List<Setting> settings, Map<String, String> before, Map<String, String> after,
            Set<String> keptCredentials) {
        for (var setting : settings) {
            if (setting.kind() == Setting.Kind.URL) {
                require(before.getOrDefault(setting.name(), "").equals(after.getOrDefault(setting.name(), "")),
                        "credential." + keptCredentials.iterator().next(),
                        "must be entered again, since connection." + setting.name() + " changed");
            }
        }
    }

    static void behaviour(IntegrationSpec spec, Set<String> defined) {
        var unknown = new Subject(spec.payload().subject()).unknownMacros();
        require(unknown.isEmpty(), "payload.subject", "has unknown macros " + String.join(", ", unknown)
                + "; known are {{project}}, {{application}}, {{group_prefix}}, {{classifiers}}, {{frames}}");
        spec.payload().display().attributes().forEach((name) -> defined("payload.display.attributes", name, defined));
        SyncChecks.settings(spec.sync());
        ClosedIssueChecks.settings(spec.sync(), defined);
        automation(spec.automation(), defined);
    }

    /**
     * What can be saved and will not do what it seems to: custom fields that stay
     * unfilled.
     */
    static List<Warning> warnings(Payload payload, Set<String> defined) {
        return payload.customFields()
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap((field) -> new FieldTemplate(field.getValue()).undefinedReferences(defined)
                .stream()
                .map((attribute) -> new Warning("payload.customFields." + field.getKey(),
                        "stays unfilled: the attribute \"" + attribute + "\" is not defined in this project")))
            .toList();
    }

    private static void automation(Automation automation, Set<String> defined) {
        range("automation.frequencySeconds", automation.frequencySeconds(), LONGEST_WINDOW_SECONDS);
        range("automation.threshold", automation.threshold(), LARGEST_THRESHOLD);
        try {
            RuleSet.compile(automation.rules()).requireDefined(defined);
        }
        catch (InvalidRuleException ex) {
            var field = "rules".equals(ex.field()) ? "automation.rules"
                    : "automation.rules[" + (ex.position() - 1) + "]." + ex.field();
            throw new InvalidInputException(field, ex.reason());
        }
    }

    private static void known(String part, List<Setting> settings, Map<String, String> given) {
        var names = settings.stream().map(Setting::name).collect(Collectors.toSet());
        for (var name : given.keySet()) {
            require(names.contains(name), part + "." + name,
                    names.isEmpty() ? "is not known: this tracker has none" : "is not known; known are "
                            + settings.stream().map(Setting::name).collect(Collectors.joining(", ")));
        }
    }

    private static void url(String field, String value) {
        try {
            var url = new URI(value);
            require(("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null
                    && url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null, field,
                    "must be an http or https address without user, query or fragment, such as https://tracker.example");
        }
        catch (URISyntaxException ex) {
            throw new InvalidInputException(field, "must be an address such as https://tracker.example");
        }
    }

    private static void defined(String field, String attribute, Set<String> defined) {
        require(defined.contains(attribute), field,
                "uses the attribute \"" + attribute + "\", which is not defined in this project; define it first");
    }

    private static void range(String field, long value, long most) {
        require(value >= 0 && value <= most, field, "must be from 0 to " + most);
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new InvalidInputException(field, message);
        }
    }

}
