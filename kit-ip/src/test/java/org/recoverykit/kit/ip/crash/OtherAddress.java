package org.recoverykit.kit.ip.crash;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody else's address as {@code ip} shows it.
 *
 * @param text all but how long it lives
 * @param secondsLeft the sum of its lifetimes; 0 if it lives for ever
 */
record OtherAddress(String text, long secondsLeft) {
    private static final Pattern SECONDS = Pattern.compile("([0-9]+)sec");

    static OtherAddress of(String line) {
        Matcher seconds = SECONDS.matcher(line);
        long left = seconds.results()
                .map(MatchResult::group)
                .mapToLong(found -> Long.parseLong(found.replace("sec", "")))
                .sum();
        return new OtherAddress(seconds.replaceAll("some seconds"), left);
    }

    /** Whether it is what that one was some time before: only its lifetimes ran on. */
    boolean isStill(OtherAddress before, long secondsAtMost) {
        long gone = before.secondsLeft - secondsLeft;
        return text.equals(before.text) && gone >= 0 && gone <= 2 * secondsAtMost;
    }
}
