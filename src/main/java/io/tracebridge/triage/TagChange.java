package io.tracebridge.triage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.tracebridge.project.InvalidInputException;

/**
 * What happens to a group's tags.
 *
 * @param set all that the group has from now on; empty to go by the other two
 * @param add those that it has already stay where they are
 * @param remove those that it does not have do no harm
 */
public record TagChange(Optional<List<String>> set, List<String> add, List<String> remove) {

    public static final TagChange NONE = new TagChange(Optional.empty(), List.of(), List.of());

    static final int MAX_TAGS = 50;

    /** Neither blanks nor control characters nor half characters. */
    private static final Pattern TAG = Pattern.compile("[^\\s\\p{Z}\\p{Cc}\\p{Cs}]{1,64}");

    public TagChange {
        set = set.map((tags) -> checked("tags", tags));
        add = checked("addTags", add);
        remove = checked("removeTags", remove);
        if (set.isPresent() && !(add.isEmpty() && remove.isEmpty())) {
            throw new InvalidInputException("tags", "replaces all tags; send either it, or addTags and removeTags");
        }
    }

    /**
     * In the order in which they were given; another order alone is no change.
     * @throws InvalidInputException if the group would have too many
     */
    List<String> applyTo(List<String> before) {
        var tags = new LinkedHashSet<>(this.set.orElse(before));
        tags.addAll(this.add);
        this.remove.forEach(tags::remove);
        if (tags.equals(Set.copyOf(before))) {
            return before;
        }
        if (tags.size() > MAX_TAGS && !before.containsAll(tags)) {
            throw new InvalidInputException("tags",
                    "would be " + tags.size() + "; a group has at most " + MAX_TAGS + ", so remove some first");
        }
        return List.copyOf(tags);
    }

    private static List<String> checked(String field, List<String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new InvalidInputException(field,
                    "has " + tags.size() + " tags; at most " + MAX_TAGS + " are possible");
        }
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i) == null || !TAG.matcher(tags.get(i)).matches()) {
                throw new InvalidInputException(field + "[" + i + "]", "must be 1 to 64 characters without blanks");
            }
        }
        return List.copyOf(tags);
    }

}
