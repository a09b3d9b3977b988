package org.recoverykit.kit.mac;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the address is to be on this node.
 *
 * @param current the interface that carries it, or carried it last
 * @param spare the one it may move to
 */
record Places(String current, Optional<String> spare) {

    /** What was noted, if it is still about the interfaces that the settings name; otherwise as the settings say. */
    static Places of(MacConfig config, Optional<String> noted) {
        Places configured = new Places(config.device(), config.backup());
        return noted.isPresent() && noted.equals(configured.spare()) ? configured.swapped() : configured;
    }

    /** After a move to the spare interface. */
    Places swapped() {
        return spare.map(other -> new Places(other, Optional.of(current))).orElse(this);
    }

    /** Both, the current one first. */
    List<String> all() {
        return Stream.concat(Stream.of(current), spare.stream()).toList();
    }
}
