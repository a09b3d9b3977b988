package org.recoverykit.kit.generic.run;

import java.util.List;
import java.util.Set;

/** Makes a script's output fit for logs and messages. */
final class Lines {
    private Lines() {}

    /** The last lines that are not blank, each cut, escaped and without secrets. */
    static List<String> last(String text, Set<String> hidden) {
        String shown = text;
        for (String secret : hidden) {
            shown = shown.replace(secret, "***");
        }
        List<String> lines = shown.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - Report.LINES), lines.size()).stream()
                .map(Lines::cut)
                .map(Lines::printable)
                .toList();
    }

    private static String cut(String line) {
        return line.length() <= Report.LINE_LENGTH
                ? line
                : "..." + line.substring(line.length() - Report.LINE_LENGTH + 3);
    }

    /** Control characters could clear a terminal or forge a log line; what was no UTF-8 is a question mark. */
    private static String printable(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (c == '\t') {
                out.append(' ');
            } else if (c == 0xfffd) {
                out.append('?');
            } else if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
