package org.recoverykit.core.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.recoverykit.core.model.NearestName;

/** Values as messages show them: in one line, nothing that a terminal would act on, not too long. */
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String value(Object value, boolean secret) {
        if (value instanceof Map<?, ?>) {
            return "a group of keys";
        }
        if (value instanceof List<?>) {
            return "a list";
        }
        if (secret) {
            return "a value that is not shown";
        }
        if (value instanceof String text) {
            return text(text);
        }
        return value instanceof Number ? "the number " + value : String.valueOf(value);
    }

    /** In quotes. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            shown.append("... (").append(text.length()).append(" characters)");
        }
        return shown.append('"').toString();
    }

    /** A key path, which may have come from a file's or a host's own words. */
    static String path(String path) {
        StringBuilder shown = new StringBuilder();
        path.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** {@code ; did you mean x?}, or nothing if no name is near. */
    static String hint(String wrong, Collection<String> names) {
        return NearestName.of(wrong, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static void append(StringBuilder shown, int c) {
        if (c >= ' ' && c < 0x7f) {
            shown.append((char) c);
        } else if (c > 0xffff) {
            shown.append(String.format("\\U%08x", c));
        } else {
            shown.append(String.format("\\u%04x", c)); // letters too: a Cyrillic a must not look like a Latin one
        }
    }
}
