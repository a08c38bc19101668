package io.tracebridge.web.page.issues;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.tracebridge.link.DraftForm;

/**
 * One field of the form of an issue.
 *
 * @param id of the input, fit for HTML
 * @param widget what the input is like
 */
record FieldView(String id, String name, String label, Widget widget, boolean required, List<ChoiceView> choices,
        String value, String help) {

    private static final Set<String> LONG = Set.of("text", "textarea", "remarkup");

    private static final Set<String> NUMBERS = Set.of("number", "int", "integer", "float", "double", "numeric");

    enum Widget {

        LINE, LONG, NUMBER, DATE, CHOICE, SEVERAL, LABELS

    }

    record ChoiceView(String label, String value, boolean chosen) {
    }

    /**
     * @param typed what a person typed; null for what the form proposes
     */
    static FieldView of(int position, DraftForm.Field field, String typed) {
        var value = (typed != null) ? typed : field.value();
        var widget = widget(field, value);
        return new FieldView("field-" + position, field.name(), field.label(), widget, field.required(),
                choices(field, value, widget), value, help(field, widget));
    }

    /**
     * What is wrong with a text, as far as that can be told without the tracker.
     * @return empty when nothing is
     */
    static Optional<String> wrong(DraftForm.Field field, String text) {
        if (text.isBlank() || !field.allowed().isEmpty()) {
            return Optional.empty();
        }
        return switch (widget(field, "")) {
            case NUMBER -> isNumber(text) ? Optional.empty() : Optional.of("must be a number, such as 3 or 1.5");
            case DATE -> isDate(text) ? Optional.empty() : Optional.of("must be a date, such as 2026-01-31");
            case LINE, LONG, CHOICE, SEVERAL, LABELS -> Optional.empty();
        };
    }

    /** A prefilled value that a picker would swallow is left to be read as text. */
    private static Widget widget(DraftForm.Field field, String value) {
        var type = field.type().toLowerCase(Locale.ROOT);
        var several = takesSeveral(type);
        if (!field.allowed().isEmpty()) {
            return several ? Widget.SEVERAL : Widget.CHOICE;
        }
        if (several) {
            return Widget.LABELS;
        }
        if (NUMBERS.contains(type)) {
            return (value.isBlank() || isNumber(value)) ? Widget.NUMBER : Widget.LINE;
        }
        if (type.equals("date")) {
            return (value.isBlank() || isDate(value)) ? Widget.DATE : Widget.LINE;
        }
        return LONG.contains(type) ? Widget.LONG : Widget.LINE;
    }

    private static boolean takesSeveral(String type) {
        return type.contains("array") || type.contains("multi") || type.contains("labels") || type.contains("tokenizer")
                || type.contains("commas");
    }

    private static List<ChoiceView> choices(DraftForm.Field field, String value, Widget widget) {
        if (widget != Widget.SEVERAL) {
            return field.allowed()
                .stream()
                .map((choice) -> new ChoiceView(choice.label(), choice.value(), choice.value().equals(value)))
                .toList();
        }
        var chosen = Arrays.stream(value.split(",")).map(String::strip).filter((one) -> !one.isEmpty()).toList();
        var known = field.allowed().stream().filter((choice) -> isOne(field, choice)).toList();
        var unknown = chosen.stream()
            .filter((one) -> known.stream().noneMatch((choice) -> choice.value().equals(one)))
            .map((one) -> new ChoiceView(one, one, true));
        return Stream
            .concat(known.stream()
                .map((choice) -> new ChoiceView(choice.label(), choice.value(), chosen.contains(choice.value()))),
                    unknown)
            .toList();
    }

    /** The form offers a proposed value whole, though it may be several. */
    private static boolean isOne(DraftForm.Field field, DraftForm.Choice choice) {
        return !choice.value().equals(field.value()) || !choice.value().contains(",");
    }

    private static String help(DraftForm.Field field, Widget widget) {
        return (widget == Widget.LABELS) ? (field.help() + " Several are split by commas.").strip() : field.help();
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[+-]?\\d{1,30}(\\.\\d{1,30})?");
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text.strip());
            return true;
        }
        catch (DateTimeParseException ex) {
            return false;
        }
    }

}
