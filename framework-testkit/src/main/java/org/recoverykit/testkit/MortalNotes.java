package org.recoverykit.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.recoverykit.spi.Notes;

/** Notes as one process sees them: once it is dead it writes nothing more, whatever its {@code finally} blocks try. */
record MortalNotes(Notes disk, BooleanSupplier dead) implements Notes {

    @Override
    public Optional<String> get(String key) {
        return alive().get(key);
    }

    @Override
    public void put(String key, String value) {
        alive().put(key, value);
    }

    @Override
    public void putAll(Map<String, String> entries) {
        alive().putAll(entries);
    }

    @Override
    public void remove(String key) {
        alive().remove(key);
    }

    @Override
    public Map<String, String> all() {
        return alive().all();
    }

    private Notes alive() {
        if (dead.getAsBoolean()) {
            throw new SimulatedCrash("before this use of the notes");
        }
        return disk;
    }
}
