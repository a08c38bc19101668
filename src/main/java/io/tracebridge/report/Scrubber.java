package io.tracebridge.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes what must not be kept from a report before anything else looks at it: the
 * environment variables that nearly every SDK sends along, and whatever the project
 * names.
 * <p>
 * Names are compared without regard to case, wherever in the tree they stand. Names that
 * can only mean environment variables go whatever they hold; {@code environment},
 * {@code env} and {@code environ} go only where they hold an object or a list, because
 * {@code environment: production} is an attribute people filter by.
 */
public final class Scrubber {

    /**
     * Deeper values are replaced by {@link #TOO_DEEP}: no SDK nests so far, and a
     * recursive reader must not be led into a stack overflow.
     */
    public static final int MAX_DEPTH = 64;

    public static final String TOO_DEEP = "[nested too deeply]";

    /** Compared with everything but letters left out. */
    private static final Set<String> ENVIRONMENT_VARIABLES = Set.of("environmentvariables", "environmentvariable",
            "environmentvars", "envvariables", "envvars", "processenv");

    private static final Set<String> ENVIRONMENT_CONTAINERS = Set.of("environment", "env", "environ");

    /**
     * Spares the comparison above for the many keys that are longer than all of these.
     */
    private static final int MAX_ENVIRONMENT_NAME = 32;

    private final Set<String> names;

    /**
     * @param names attributes and annotation keys to remove, in any case
     */
    public Scrubber(Collection<String> names) {
        this.names = names.stream()
            .map((name) -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A copy of the JSON tree (maps, lists, scalars) without what is to be removed, with
     * every text made storable.
     */
    public Map<String, Object> scrub(Map<String, ?> tree) {
        return copy(tree, 1);
    }

    /** As {@link #scrub} for flat text values, such as query parameters. */
    public Map<String, String> scrubText(Map<String, String> values) {
        var kept = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            if (value != null && !removes(name)) {
                kept.putIfAbsent(Text.storable(name), Text.storable(value));
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    /** Whether a scalar of that name is removed. */
    public boolean removes(String name) {
        return this.names.contains(name.strip().toLowerCase(Locale.ROOT))
                || ENVIRONMENT_VARIABLES.contains(lettersOf(name));
    }

    private Map<String, Object> copy(Map<?, ?> map, int depth) {
        var kept = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!removes(name) && !(isContainer(value) && ENVIRONMENT_CONTAINERS.contains(lettersOf(name)))) {
                // Two names that differ in unstorable characters alone: the first one
                // stays.
                kept.putIfAbsent(Text.storable(name), copyValue(value, depth));
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    private Object copyValue(Object value, int depth) {
        if (isContainer(value) && depth == MAX_DEPTH) {
            return TOO_DEEP;
        }
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> copy(map, depth + 1);
            case List<?> list -> {
                var copy = new ArrayList<Object>(list.size());
                list.forEach((element) -> copy.add(copyValue(element, depth + 1)));
                yield Collections.unmodifiableList(copy);
            }
            case Number number -> number;
            case Boolean flag -> flag;
            default -> Text.storable(value.toString());
        };
    }

    private static boolean isContainer(Object value) {
        return value instanceof Map || value instanceof List;
    }

    private static String lettersOf(String name) {
        return (name.length() > MAX_ENVIRONMENT_NAME) ? ""
                : name.codePoints()
                    .filter(Character::isLetter)
                    .map(Character::toLowerCase)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
    }

}
