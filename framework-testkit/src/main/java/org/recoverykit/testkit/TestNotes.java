package org.recoverykit.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.recoverykit.spi.Notes;

/** Notes in memory, with the limits of the real ones, that can be made to fail. They outlive contexts, as a disk does. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TestNotes implements Notes {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_VALUE = 1024;
    private static final int MOST_KEYS = 64;

    private final Map<String, String> entries = new TreeMap<>();
    private boolean failing;
    private int writes;

    /** Empty. */
    public TestNotes() {}

    /** From now on every write throws {@link Notes.NotDurableException}, or no longer. */
    public synchronized void failing(boolean on) {
        failing = on;
    }

    /** How many writes have reached the "disk". */
    public synchronized int writes() {
        return writes;
    }

    @Override
    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void put(String key, String value) {
        putAll(Map.of(key, value));
    }

    @Override
    public synchronized void putAll(Map<String, String> added) {
        added.forEach(TestNotes::check);
        Map<String, String> next = new TreeMap<>(entries);
        next.putAll(added);
        if (next.size() > MOST_KEYS) {
            throw new IllegalArgumentException(next.size() + " notes; allowed: " + MOST_KEYS);
        }
        write(next);
    }

    @Override
    public synchronized void remove(String key) {
        Map<String, String> next = new TreeMap<>(entries);
        next.remove(key);
        write(next);
    }

    @Override
    public synchronized Map<String, String> all() {
        return Map.copyOf(entries);
    }

    private void write(Map<String, String> next) {
        if (next.equals(entries)) {
            return;
        }
        if (failing) {
            throw new NotDurableException("notes were not written", new IOException("No space left on device"));
        }
        entries.clear();
        entries.putAll(next);
        writes++;
    }

    private static void check(String key, String value) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("note key '" + key + "'; allowed: " + KEY.pattern());
        }
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                    "the value of note '" + key + "' has " + value.length() + " characters; allowed: " + LONGEST_VALUE);
        }
    }
}
