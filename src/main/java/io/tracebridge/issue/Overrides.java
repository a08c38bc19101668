package io.tracebridge.issue;

import java.util.Map;

/**
 * What a person said when creating an issue by hand. It stands as written: no macro and
 * no {@code $attribute} in it is replaced.
 *
 * @param title null or blank for the integration's subject
 * @param owner null or blank for nobody
 * @param fields field name to text, over the integration's custom fields; a blank text
 * leaves the field unfilled
 */
public record Overrides(String title, String owner, Map<String, String> fields) {

    public static final Overrides NONE = new Overrides(null, null, null);

    public Overrides {
        title = (title != null) ? title.strip() : "";
        owner = (owner != null) ? owner.strip() : "";
        fields = (fields != null) ? Map.copyOf(fields) : Map.of();
    }

}
