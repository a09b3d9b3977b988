package org.recoverykit.core.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which characters a configuration may hold. */
final class TextRules {

    /** Of tags, hierarchies and nodes: safe in a path, in an argument vector, on a terminal and in a log. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private TextRules() {}

    /** What is wrong with a name, if anything. */
    static Optional<String> nameProblem(String what, String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("found " + Shown.text(name) + "; allowed for " + what
                        + ": letters, digits, '.', '_' and '-', beginning with a letter or digit, 1 to 64 of them");
    }

    /** Characters that no text may hold, written plainly or escaped; newline and tab are for several lines of text. */
    static Optional<String> characterProblem(String text) {
        return text.codePoints()
                .filter(TextRules::forbidden)
                .boxed()
                .findFirst()
                .map(c -> "holds the character U+" + String.format("%04X", c) + ", which " + why(c) + ": remove it");
    }

    private static String why(int c) {
        return Character.isISOControl(c)
                ? "controls terminals and files"
                : "cannot be seen or changes the order of text";
    }

    private static boolean forbidden(int c) {
        boolean invisible = Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE;
        return invisible || (Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
