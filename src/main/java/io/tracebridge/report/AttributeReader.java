package io.tracebridge.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers a report's attributes. Where a name is given twice, the report's own attributes
 * win over its annotations, those over query parameters and form fields, and those over
 * what is derived here.
 */
final class AttributeReader {

    /** More attributes are dropped, those of lower precedence first. */
    static final int MAX_ATTRIBUTES = 512;

    /**
     * Code points; an attribute with a longer name is dropped, since a cut one is
     * another.
     */
    static final int MAX_NAME_LENGTH = 200;

    /** Code points; longer values are cut. */
    static final int MAX_VALUE_LENGTH = 4096;

    /** Numbers with more places are left in scientific notation. */
    private static final int MAX_PLAIN_PLACES = 40;

    /** Bits; writing out a longer integer takes noticeable time. */
    private static final int MAX_INTEGER_BITS = 4096;

    private final Scrubber scrubber;

    private final Map<String, String> attributes = new LinkedHashMap<>();

    AttributeReader(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    Map<String, String> read(Map<String, Object> body, List<String> classifiers, Map<String, String> extraAttributes) {
        addScalars(body.get("attributes"));
        // backtrace-java files numbers and booleans here, and people filter by them.
        addScalars(body.get("annotations"));
        addScalars(extraAttributes);
        // Names that Backtrace's own rules and queries use for what stands elsewhere in a
        // report.
        derive("classifiers", classifiers.isEmpty() ? null : String.join(", ", classifiers));
        derive("lang.name", body.get("lang"));
        derive("lang.version", body.get("langVersion"));
        return this.attributes;
    }

    private void addScalars(Object values) {
        if (values instanceof Map<?, ?> map) {
            map.forEach((name, value) -> add((String) name, value));
        }
    }

    /** Unlike the rest, these have not passed the scrubber under their name. */
    private void derive(String name, Object value) {
        if (!this.scrubber.removes(name)) {
            add(name, value);
        }
    }

    private void add(String name, Object value) {
        String text = text(value);
        boolean named = !name.isBlank() && name.codePointCount(0, name.length()) <= MAX_NAME_LENGTH;
        if (text != null && named && this.attributes.size() < MAX_ATTRIBUTES) {
            this.attributes.putIfAbsent(name, Text.cut(text, MAX_VALUE_LENGTH));
        }
    }

    /**
     * A scalar as text, the way its JSON reads; null for everything else.
     */
    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case BigInteger integer -> (integer.bitLength() <= MAX_INTEGER_BITS) ? integer.toString() : null;
            case BigDecimal decimal -> decimalText(decimal);
            case Double number -> Double.isFinite(number) ? decimalText(new BigDecimal(number.toString())) : null;
            case Float number -> Float.isFinite(number) ? decimalText(new BigDecimal(number.toString())) : null;
            case Number number -> number.toString();
            case null, default -> null;
        };
    }

    /** 1795367298.37 rather than 1.79536729837E9, which no regular expression expects. */
    private static String decimalText(BigDecimal number) {
        boolean plain = number.precision() <= MAX_PLAIN_PLACES && Math.abs((long) number.scale()) <= MAX_PLAIN_PLACES;
        return plain ? number.toPlainString() : number.toString();
    }

}
