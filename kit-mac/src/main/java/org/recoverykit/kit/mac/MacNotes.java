package org.recoverykit.kit.mac;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.Notes;

/** What outlives the process, by name. Every method that writes is durable when it returns, or throws. */
final class MacNotes {
    /** Parents that follow read these two. */
    private static final String INTERFACE = "interface";

    private static final String BACKUP = "backup";
    private static final String NONE = "none";
    private static final String ADDRESS = "address";
    private static final String ORIGINAL = "original.";
    private static final String HELD = "held";
    private static final String LET_GO = "let-go";
    private static final String DOWN = "down";
    private static final int MOST_ORIGINALS = 16;

    private final Notes notes;

    MacNotes(Notes notes) {
        this.notes = notes;
    }

    Optional<MacAddress> address() {
        return notes.get(ADDRESS).map(MacAddress::parse);
    }

    void address(MacAddress address) {
        notes.put(ADDRESS, address.toString());
    }

    /** The interface that carried the address last. */
    Optional<String> place() {
        return notes.get(INTERFACE);
    }

    void places(Places places) {
        notes.putAll(Map.of(INTERFACE, places.current(), BACKUP, places.spare().orElse(NONE)));
    }

    Optional<Hold> held() {
        return notes.get(HELD).map(Hold::parse);
    }

    Optional<Long> letGo() {
        return notes.get(LET_GO).map(Long::valueOf);
    }

    /** From now on this node may have the address. */
    void hold(Hold hold) {
        notes.put(HELD, hold.text());
        notes.remove(LET_GO);
    }

    /** Proven: no interface of this node has the address, and another node may take it. */
    void letGo(long epoch) {
        notes.put(LET_GO, Long.toString(epoch));
        notes.remove(HELD);
    }

    /** Nothing of the address's past counts any more. */
    void forgetLetGo() {
        notes.remove(LET_GO);
    }

    List<Original> originals() {
        return notes.all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ORIGINAL))
                .map(entry -> Original.parse(entry.getValue()))
                .toList();
    }

    Optional<Original> original(String name) {
        return originals().stream().filter(noted -> noted.name().equals(name)).findFirst();
    }

    /** Adds those; never replaces one. */
    void originals(List<Original> added) {
        Map<String, String> entries = new HashMap<>();
        int free = 0;
        for (Original original : added) {
            if (original(original.name()).isPresent()) {
                continue;
            }
            while (free < MOST_ORIGINALS && notes.get(ORIGINAL + free).isPresent()) {
                free++;
            }
            entries.put(ORIGINAL + free++, original.text());
        }
        if (!entries.isEmpty()) {
            notes.putAll(entries);
        }
    }

    void forget(Original original) {
        notes.all().forEach((key, value) -> {
            if (key.startsWith(ORIGINAL) && value.equals(original.text())) {
                notes.remove(key);
            }
        });
    }

    /** The interface that was set down for a change of its address, until it has everything again. */
    Optional<String> down() {
        return notes.get(DOWN);
    }

    void down(String name) {
        notes.put(DOWN, name);
    }

    void upAgain() {
        notes.remove(DOWN);
    }
}
