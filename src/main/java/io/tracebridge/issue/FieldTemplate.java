package io.tracebridge.issue;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a custom field, in which {@code $attribute} stands for the attribute's most
 * frequent value in the group and {@code $$} for a dollar sign.
 * <p>
 * A name runs over letters, digits, {@code _}, {@code -} and {@code .} as far as it can;
 * if the project defines no such attribute, it is tried up to its last {@code .},
 * {@code -} or {@code _}, and so on. Thus {@code $application.version} means the
 * attribute of that name where there is one, and "{@code $version.}" may end a sentence.
 */
public record FieldTemplate(String text) {

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|([\\p{L}\\p{N}_.-]+))");

    /**
     * The references that no defined attribute answers: as long as there is one, the
     * field stays unfilled.
     */
    public Set<String> undefinedReferences(Set<String> defined) {
        Set<String> undefined = new LinkedHashSet<>();
        Matcher reference = REFERENCE.matcher(this.text);
        while (reference.find()) {
            String name = reference.group(1);
            if (name != null && resolve(name, defined::contains).isEmpty()) {
                undefined.add(name);
            }
        }
        return undefined;
    }

    /** The defined attributes that the text uses, in their order. */
    public Set<String> attributesUsed(Set<String> defined) {
        Set<String> used = new LinkedHashSet<>();
        Matcher reference = REFERENCE.matcher(this.text);
        while (reference.find()) {
            Optional.ofNullable(reference.group(1))
                .flatMap((name) -> resolve(name, defined::contains))
                .ifPresent(used::add);
        }
        return used;
    }

    /**
     * @return the field's text; empty when an attribute in it is undefined or has no
     * value in this group, since half a text would pass for a whole one
     */
    Optional<String> fill(GroupSummary group) {
        StringBuilder filled = new StringBuilder();
        Matcher reference = REFERENCE.matcher(this.text);
        while (reference.find()) {
            String name = reference.group(1);
            if (name == null) {
                reference.appendReplacement(filled, "\\$");
                continue;
            }
            Optional<String> attribute = resolve(name, group.values()::containsKey);
            Optional<String> value = attribute.flatMap(group::mostFrequent);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            String rest = name.substring(attribute.get().length());
            reference.appendReplacement(filled, Matcher.quoteReplacement(PlainText.oneLine(value.get()) + rest));
        }
        reference.appendTail(filled);
        return Optional.of(PlainText.clean(filled.toString()).strip()).filter((text) -> !text.isEmpty());
    }

    private static Optional<String> resolve(String name, Predicate<String> defined) {
        for (int end = name.length(); end > 0; end--) {
            boolean wordEnds = end == name.length() || ".-_".indexOf(name.charAt(end)) >= 0;
            if (wordEnds && defined.test(name.substring(0, end))) {
                return Optional.of(name.substring(0, end));
            }
        }
        return Optional.empty();
    }

}
