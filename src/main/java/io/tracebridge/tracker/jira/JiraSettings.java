package io.tracebridge.tracker.jira;

import java.util.Locale;
import java.util.regex.Pattern;

import io.tracebridge.tracker.Connection;
import io.tracebridge.tracker.Setting;

/** What Cloud and Data Center ask an admin alike. */
final class JiraSettings {

    static final Setting PROJECT_KEY = Setting
        .text("projectKey", "Project key",
                "The letters before the number in the project's issue keys: SHOP for SHOP-12.")
        .offering(Setting.Offer.PROJECTS, "SHOP");

    static final Setting ISSUE_TYPE = Setting
        .optional("issueType", "Issue type", "The name or id of the type that new issues get.", "Bug")
        .offering(Setting.Offer.ISSUE_TYPES, "");

    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]+");

    private JiraSettings() {
    }

    /** Without a slash at its end. */
    static String site(Connection connection, Setting baseUrl) {
        return required(connection, baseUrl).replaceFirst("/+$", "");
    }

    static String projectKey(Connection connection) {
        var project = required(connection, PROJECT_KEY).toUpperCase(Locale.ROOT);
        if (!KEY.matcher(project).matches()) {
            throw new IllegalArgumentException(
                    "projectKey must be capital letters, digits and underscores, such as SHOP, not '" + project + "'");
        }
        return project;
    }

    static String required(Connection connection, Setting setting) {
        var value = connection.get(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(setting.name() + " is missing");
        }
        return value;
    }

}
