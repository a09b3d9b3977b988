package org.recoverykit.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recoverykit.core.config.PlainScalar.Reading;

/** Single values of the types that a settings record may have. Nothing is converted but text to what only text can say. */
final class Scalars {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");

    private Scalars() {}

    static boolean isScalar(Class<?> type) {
        return type == String.class
                || type == boolean.class
                || type == Boolean.class
                || type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == Duration.class
                || type.isEnum();
    }

    static Reading read(Class<?> type, Object found, boolean secret) {
        if (type == String.class) {
            return found instanceof String ? Reading.of(found) : wrong(found, secret, textAllowed(found, secret));
        }
        if (type == boolean.class || type == Boolean.class) {
            return found instanceof Boolean ? Reading.of(found) : wrong(found, secret, "true or false");
        }
        if (type == int.class || type == Integer.class) {
            return found instanceof Integer
                    ? Reading.of(found)
                    : wrong(found, secret, "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return found instanceof Integer || found instanceof Long
                    ? Reading.of(((Number) found).longValue())
                    : wrong(found, secret, "a whole number");
        }
        return type == Duration.class ? duration(found, secret) : constant(type, found, secret);
    }

    /** What stands for an absent setting, written as it would be in the file. */
    static Reading readDefault(Class<?> type, String text) {
        if (type == String.class) {
            return Reading.of(text);
        }
        Reading plain = type.isEnum() || type == Duration.class ? Reading.of(text) : PlainScalar.read(text);
        return plain.problem().isPresent() ? plain : read(type, plain.value(), false);
    }

    private static String textAllowed(Object found, boolean secret) {
        boolean quotable = !secret && (found instanceof Number || found instanceof Boolean);
        return quotable ? "a text: write \"" + found + "\" in quotes" : "a text";
    }

    private static Reading duration(Object found, boolean secret) {
        if (found instanceof String text) {
            Matcher parts = DURATION.matcher(text);
            if (parts.matches()) {
                long count = Long.parseLong(parts.group(1));
                return Reading.of(
                        switch (parts.group(2)) {
                            case "ms" -> Duration.ofMillis(count);
                            case "s" -> Duration.ofSeconds(count);
                            case "m" -> Duration.ofMinutes(count);
                            default -> Duration.ofHours(count);
                        });
            }
        }
        return wrong(found, secret, "a whole number and a unit, as 500ms, 10s, 5m or 2h");
    }

    private static Reading constant(Class<?> type, Object found, boolean secret) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(c -> nameOf((Enum<?>) c))
                .toList();
        Optional<?> constant = Arrays.stream(type.getEnumConstants())
                .filter(c -> nameOf((Enum<?>) c).equals(found))
                .findFirst();
        if (constant.isPresent()) {
            return Reading.of(constant.get());
        }
        String hint = found instanceof String text && !secret ? Shown.hint(text, names) : "";
        return wrong(found, secret, String.join(", ", names) + hint);
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Reading wrong(Object found, boolean secret, String allowed) {
        return Reading.refused("found " + Shown.value(found, secret) + "; allowed: " + allowed);
    }
}
