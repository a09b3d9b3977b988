package org.recoverykit.testkit;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeMap;

/** What every part of a process shares. */
record GlobalState(
        Locale locale,
        TimeZone zone,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Optional<Thread.UncaughtExceptionHandler> handler,
        Map<String, String> properties) {

    static GlobalState now() {
        return new GlobalState(
                Locale.getDefault(),
                TimeZone.getDefault(),
                System.in,
                System.out,
                System.err,
                Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler()),
                properties(System.getProperties()));
    }

    /** In words; new properties are not counted, since the JDK itself adds some when a class is first used. */
    List<String> changesSince(GlobalState before) {
        List<String> changes = new ArrayList<>();
        note(changes, "default locale", before.locale.equals(locale));
        note(changes, "default time zone", before.zone.equals(zone));
        note(changes, "System.in", before.in.equals(in));
        note(changes, "System.out", before.out.equals(out));
        note(changes, "System.err", before.err.equals(err));
        note(changes, "default uncaught exception handler", before.handler.equals(handler));
        before.properties.forEach(
                (name, value) -> note(changes, "system property " + name, value.equals(properties.get(name))));
        return changes;
    }

    /** So that one kit's mistake does not disturb the next test. */
    void giveBack() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
        System.setIn(in);
        System.setOut(out);
        System.setErr(err);
        properties.forEach(System::setProperty);
    }

    private static void note(List<String> changes, String what, boolean same) {
        if (!same) {
            changes.add(what);
        }
    }

    private static Map<String, String> properties(Properties all) {
        Map<String, String> texts = new TreeMap<>();
        all.stringPropertyNames().forEach(name -> texts.put(name, all.getProperty(name, "")));
        return texts;
    }
}
