package io.tracebridge.report;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.google.re2j.Pattern;

/**
 * A version, ordered as Semantic Versioning orders it and read more kindly: a {@code v}
 * may lead, there may be any number of numeric parts, and parts that are missing are
 * zero. A pre-release comes before its release; build metadata does not count. Two
 * versions that compare as the same need not be equal.
 *
 * @param text as it was written
 * @param numbers most significant first
 * @param preRelease identifiers behind the hyphen; empty for a release
 */
public record Version(String text, List<BigInteger> numbers, List<String> preRelease) implements Comparable<Version> {

    /**
     * Characters; no version is longer, and a report's text may be as long as it likes.
     */
    public static final int MAX_LENGTH = 256;

    private static final Pattern SHAPE = Pattern
        .compile("[vV]?([0-9]+(?:\\.[0-9]+)*)(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]*)?");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    public Version {
        numbers = List.copyOf(numbers);
        preRelease = List.copyOf(preRelease);
    }

    /** Empty where the text is no version. */
    public static Optional<Version> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional
            .of(new Version(text.strip(), Arrays.stream(parts.group(1).split("\\.")).map(BigInteger::new).toList(),
                    (parts.group(2) != null) ? List.of(parts.group(2).split("\\.")) : List.of()));
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(this.numbers.size(), other.numbers.size()); i++) {
            var order = number(i).compareTo(other.number(i));
            if (order != 0) {
                return order;
            }
        }
        if (this.preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(this.preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        return comparePreRelease(other);
    }

    private BigInteger number(int position) {
        return (position < this.numbers.size()) ? this.numbers.get(position) : BigInteger.ZERO;
    }

    private int comparePreRelease(Version other) {
        for (int i = 0; i < Math.min(this.preRelease.size(), other.preRelease.size()); i++) {
            var order = compareIdentifiers(this.preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(this.preRelease.size(), other.preRelease.size());
    }

    /** Numbers by value and before words; words by their characters. */
    private static int compareIdentifiers(String one, String other) {
        var isNumber = DIGITS.matches(one);
        if (isNumber != DIGITS.matches(other)) {
            return isNumber ? -1 : 1;
        }
        return isNumber ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
    }

    @Override
    public String toString() {
        return this.text;
    }

}
