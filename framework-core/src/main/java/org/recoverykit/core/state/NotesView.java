package org.recoverykit.core.state;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.recoverykit.core.model.Fact;
import org.recoverykit.spi.Notes;

/** The notes of one resource, over the facts of all. */
final class NotesView implements Notes {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_KEYS = 64;
    private static final int LONGEST_VALUE = 1024;

    private final StateStore store;
    private final String tag;
    /** Two writers of one resource must not both see room for the 64th key. */
    private final ReentrantLock writing = new ReentrantLock();

    NotesView(StateStore store, String tag) {
        this.store = store;
        this.tag = tag;
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(all().get(key));
    }

    @Override
    public void put(String key, String value) {
        putAll(Map.of(key, value));
    }

    @Override
    public void putAll(Map<String, String> entries) {
        entries.forEach(this::check);
        writing.lock();
        try {
            Map<String, String> now = all();
            List<Fact> changes = new ArrayList<>();
            entries.forEach((key, value) -> {
                if (!value.equals(now.get(key))) {
                    changes.add(new Fact.NotePut(tag, key, value));
                }
            });
            checkCount(now, entries);
            store.appendAndWait(changes);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void remove(String key) {
        writing.lock();
        try {
            if (all().containsKey(key)) {
                store.appendAndWait(List.of(new Fact.NoteRemoved(tag, key)));
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public Map<String, String> all() {
        return store.resource(tag).notes();
    }

    private void check(String key, String value) {
        requireNonNull(value, key);
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("note of " + tag + ": the key must be " + KEY.pattern() + ", it has "
                    + key.length() + " characters");
        }
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("note " + key + " of " + tag + ": the value has " + value.length()
                    + " characters; allowed: " + LONGEST_VALUE);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException("note " + key + " of " + tag
                    + ": the value has half a surrogate pair, which cannot be written and read back");
        }
    }

    private void checkCount(Map<String, String> now, Map<String, String> entries) {
        long added = entries.keySet().stream().filter(k -> !now.containsKey(k)).count();
        if (added > 0 && now.size() + added > MOST_KEYS) {
            throw new IllegalArgumentException(
                    "notes of " + tag + ": " + now.size() + " keys and " + added + " more; allowed: " + MOST_KEYS);
        }
    }
}
