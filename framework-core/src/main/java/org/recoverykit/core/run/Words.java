package org.recoverykit.core.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.recoverykit.engine.Operation;

/** Text for people, made of what kits give us: one line, bounded, whatever it was. */
final class Words {
    private static final int LONGEST = 500;

    private Words() {}

    /** The operation's name as kit authors know it. */
    static String name(Operation operation) {
        return switch (operation) {
            case RESTORE -> "restore";
            case REMOVE -> "remove";
            case QUICK_CHECK -> "quickCheck";
            case DEEP_CHECK -> "deepCheck";
            case LOCAL_RECOVERY -> "localRecovery";
            case ISOLATE -> "isolate";
            case COMMAND -> "perform";
        };
    }

    /** Of a throwable, which may itself throw when asked. */
    static String describe(Throwable thrown) {
        try {
            return oneLine(thrown.getClass().getSimpleName() + ": " + thrown.getMessage() + place(thrown));
        } catch (Throwable hostile) {
            return thrown.getClass().getName() + " (and describing it failed too)";
        }
    }

    /** One printable line of bounded length. */
    static String oneLine(String text) {
        return isOneLine(text) ? text : madeOneLine(text);
    }

    /** Nearly always so; and the steps of a recovery come by here while clients wait. */
    private static boolean isOneLine(String text) {
        int length = text.length();
        if (length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean edge = i == 0 || i == length - 1;
            if (c < ' ' || c > '~' || (edge && c == ' ')) {
                return false;
            }
        }
        return true;
    }

    private static String madeOneLine(String text) {
        String line = text.strip()
                .codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < text.strip().length() ? line + "..." : line;
    }

    /** As in configurations: 500ms, 5s, 2m. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String place(Throwable thrown) {
        Optional<StackTraceElement> first = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .findFirst();
        return first.map(frame -> " (" + frame + ")").orElse("");
    }
}
