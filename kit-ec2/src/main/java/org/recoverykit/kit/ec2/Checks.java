package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.Optional;

/** Refusals that several settings share. */
final class Checks {
    private Checks() {}

    static void demand(boolean condition, String refusal) {
        if (!condition) {
            throw new IllegalArgumentException(refusal);
        }
    }

    static void notBlank(String setting, String value) {
        demand(!value.isBlank(), setting + ": is empty; leave it out for the default");
    }

    static void id(String setting, String prefix, Optional<String> value) {
        value.ifPresent(id -> demand(
                id.matches(prefix + "[0-9a-z]{1,32}"),
                setting + ": '" + id + "' is not allowed; write the id as " + prefix + "01234567"));
    }

    static void between(String setting, int value, int least, int most) {
        demand(value >= least && value <= most, setting + ": " + value + " is not between " + least + " and " + most);
    }

    static void between(String setting, Duration value, Duration least, Duration most) {
        demand(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                setting + ": " + text(value) + " is not between " + text(least) + " and " + text(most));
    }

    private static String text(Duration value) {
        return value.toMillis() % 1000 == 0 ? value.toSeconds() + "s" : value.toMillis() + "ms";
    }
}
