package org.recoverykit.core.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain YAML scalar says: a whole number, true, false or text. What YAML 1.1 and 1.2, or two libraries, would read
 * differently ({@code no}, {@code 010}, {@code 1e3}) is refused.
 */
final class PlainScalar {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern BOOLEAN_WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false");
    private static final Pattern NULL_WORD = Pattern.compile("(?i)|~|null");
    private static final Pattern NUMBER_LIKE = Pattern.compile("(?i)[-+]?("
            + "0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(\\.[0-9_]*)?(e[-+]?[0-9]+)?|\\.[0-9]+(e[-+]?[0-9]+)?|\\.inf"
            + "|\\.nan)");
    private static final int LONGEST_NUMBER = 20;

    private PlainScalar() {}

    /**
     * A value, or {@link Broken#VALUE} with what is wrong.
     *
     * @param value String, Boolean, Integer or Long
     * @param problem what is wrong, if anything
     */
    record Reading(Object value, Optional<String> problem) {
        static Reading of(Object value) {
            return new Reading(value, Optional.empty());
        }

        static Reading refused(String problem) {
            return new Reading(Broken.VALUE, Optional.of(problem));
        }
    }

    static Reading read(String text) {
        if (NULL_WORD.matcher(text).matches()) {
            return Reading.refused("has no value: write one, or remove the key");
        }
        if (text.equals("true") || text.equals("false")) {
            return Reading.of(text.equals("true"));
        }
        if (BOOLEAN_WORD.matcher(text).matches()) {
            return Reading.refused("found " + text + ", which some readers take for a boolean; allowed: true or false,"
                    + " or \"" + text + "\" in quotes for a text");
        }
        if (WHOLE.matcher(text).matches()) {
            return number(text);
        }
        if (text.length() <= 2 * LONGEST_NUMBER && NUMBER_LIKE.matcher(text).matches()) {
            return Reading.refused(
                    "found " + text + ", which readers take for different numbers; allowed: a whole number"
                            + " in plain decimal digits, or \"" + text + "\" in quotes for a text");
        }
        return Reading.of(text);
    }

    /** A whole number in decimal digits. */
    static Reading number(String digits) {
        try {
            long value = Long.parseLong(digits);
            if (digits.equals("-0")) {
                return Reading.refused("found -0; allowed: 0");
            }
            return Reading.of(value == (int) value ? (Object) (int) value : (Object) value);
        } catch (NumberFormatException e) {
            return Reading.refused("found a number of " + digits.length() + " digits; allowed: " + Long.MIN_VALUE
                    + " to " + Long.MAX_VALUE);
        }
    }
}
