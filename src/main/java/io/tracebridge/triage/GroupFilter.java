package io.tracebridge.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.tracebridge.project.InvalidInputException;
import io.tracebridge.report.Text;
import io.tracebridge.sync.GroupState;

/**
 * Which groups a triager wants to see; what is empty excludes none.
 *
 * @param assignee {@link #NOBODY} for groups that have none
 * @param attribute a value that a report of the group or of one merged into it had
 * @param text beginning of a fingerprint, text in classifiers or frames, or the key of a
 * linked issue
 */
public record GroupFilter(Optional<GroupState> state, Optional<String> assignee, Optional<String> tag,
        Optional<AttributeValue> attribute, Optional<String> text) {

    public static final GroupFilter NONE = new GroupFilter(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    /** Stands for the absence of an assignee. */
    public static final String NOBODY = "nobody";

    private static final int LONGEST = 1_024;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,64}");

    /** What nobody would call a class; then the text of all groups need not be read. */
    private static final Pattern FINGERPRINT_PREFIX = Pattern.compile("(?=[a-f]*[0-9])[0-9a-f]{7,64}");

    /** What has a meaning of its own to {@code like}. */
    private static final Pattern LIKE_SIGN = Pattern.compile("[\\\\%_]");

    /**
     * From an address; null and blank parts exclude none.
     * @param attribute such as {@code version:1.4.2}; what follows the first colon is the
     * value
     * @throws InvalidInputException that names the part and what would be right
     */
    public static GroupFilter of(String state, String assignee, String tag, String attribute, String q) {
        return new GroupFilter(text("state", state).map(GroupFilter::state), text("assignee", assignee),
                text("tag", tag), text("attribute", attribute).map(AttributeValue::of), text("q", q));
    }

    private static GroupState state(String id) {
        return GroupState.of(id)
            .orElseThrow(() -> new InvalidInputException("state", "must be one of open, in-progress, resolved, muted"));
    }

    private static Optional<String> text(String field, String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.length() > LONGEST || !Text.storable(value).equals(value)) {
            throw new InvalidInputException(field, "must be at most " + LONGEST + " characters of text");
        }
        return Optional.of(value.strip());
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The same for all states. */
    public GroupFilter anyState() {
        return new GroupFilter(Optional.empty(), this.assignee, this.tag, this.attribute, this.text);
    }

    /**
     * Adds conditions on {@code error_group g} to those given. Only what is asked for is
     * in the statement, so that the database can plan for it.
     * @param conditions SQL to its named parameters
     */
    void addTo(Map<String, Map<String, Object>> conditions) {
        this.state.ifPresent((wanted) -> conditions.put("g.state = :state", Map.of("state", wanted.id())));
        this.assignee.ifPresent((wanted) -> {
            if (wanted.equals(NOBODY)) {
                conditions.put("g.assignee is null", Map.of());
            }
            else {
                conditions.put("g.assignee = :assignee", Map.of("assignee", wanted));
            }
        });
        this.tag.ifPresent((wanted) -> conditions.put(":tag = any(g.tags)", Map.of("tag", wanted)));
        this.attribute.ifPresent((wanted) -> conditions.put("""
                exists (select 1 from error_group m join group_values v on v.group_id = m.id
                  where m.root_id = g.id and v.keys && array[value_key(:name, :value), value_key(:name)]
                    and jsonb_exists(v.counts -> :name, :value))""",
                Map.of("name", wanted.name(), "value", wanted.value())));
        this.text.ifPresent((wanted) -> addText(wanted, conditions));
    }

    /**
     * Each kind of text is looked for only where it may be. So the usual word leaves one
     * condition, which the database may check group by group or use to find the groups,
     * whatever is less.
     */
    private static void addText(String wanted, Map<String, Map<String, Object>> conditions) {
        var found = new ArrayList<String>();
        if (!FINGERPRINT_PREFIX.matcher(wanted).matches()) {
            found.add("select t.group_id from group_text t where t.words like lower(:words collate \"C\")");
        }
        if (HEX.matcher(wanted).matches()) {
            found.add("""
                    select m.root_id from error_group m
                    where m.project_id = :project and m.fingerprint >= :q and m.fingerprint < :q || 'g'""");
        }
        if (wanted.chars().anyMatch(Character::isDigit)) {
            // As the key of every issue has.
            found.add("""
                    select m.root_id from link l join integration i on i.id = l.integration_id
                      join error_group m on m.id = l.group_id
                    where i.project_id = :project and l.issue_key in (:q, upper(:q)) and l.state = 'linked'""");
        }
        conditions.put("g.id in (" + String.join("\nunion all\n", found) + ")",
                Map.of("q", wanted, "words", "%" + LIKE_SIGN.matcher(wanted).replaceAll("\\\\$0") + "%"));
    }

    /** As it stands in an address. */
    public record AttributeValue(String name, String value) {

        static AttributeValue of(String text) {
            var colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new InvalidInputException("attribute",
                        "must be a name and a value with a colon between them, such as version:1.4.2");
            }
            return new AttributeValue(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }

        @Override
        public String toString() {
            return this.name + ":" + this.value;
        }

    }

}
