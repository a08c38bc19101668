package io.tracebridge.project;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.tracebridge.project.Attribute.Type;

/**
 * Which type an attribute probably has, by values that were seen of it: the narrowest
 * that all of them fit. A suggestion for a person, never more.
 */
public final class TypeGuess {

    /** Narrowest first. None of the expressions is slow on a long value. */
    private static final List<Shape> SHAPES = List.of(new Shape(Type.BOOLEAN, "true|false"),
            new Shape(Type.UUID, "\\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}?"),
            new Shape(Type.NUMBER, "[-+]?\\d+(\\.\\d+)?(e[-+]?\\d{1,3})?"),
            new Shape(Type.TIMESTAMP,
                    "\\d{4}-[01]\\d-[0-3]\\d([t ][0-2]\\d:[0-5]\\d(:[0-6]\\d([.,]\\d{1,9})?)?"
                            + " ?(z|[-+][01]\\d(:?[0-5]\\d)?)?)?"),
            new Shape(Type.VERSION, "v?\\d++(\\.\\d++)*+|v?\\d++(\\.\\d++)++[-+.][0-9a-z.+-]*+"));

    private TypeGuess() {
    }

    /**
     * @param values as they were seen; blank ones say nothing
     */
    public static Type of(Collection<String> values) {
        var telling = values.stream()
            .map((value) -> value.strip().toLowerCase(Locale.ROOT))
            .filter((value) -> !value.isEmpty())
            .toList();
        return SHAPES.stream()
            .filter((shape) -> !telling.isEmpty() && telling.stream().allMatch(shape::fits))
            .map(Shape::type)
            .findFirst()
            .orElse(Type.STRING);
    }

    private record Shape(Type type, Pattern pattern) {

        Shape(Type type, String pattern) {
            this(type, Pattern.compile(pattern));
        }

        boolean fits(String value) {
            return this.pattern.matcher(value).matches();
        }

    }

}
