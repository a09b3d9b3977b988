package org.recoverykit.kit.ec2;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who needs the source/destination check of which interface off, where it had been on: the last one to leave switches it on
 * again. Durable memory is each resource's own note. Thread-safe.
 */
final class SourceDestLedger {
    private final Map<String, Set<String>> tags = new HashMap<>();

    /** The resource needs it off. */
    synchronized void hold(String networkInterface, String tag) {
        tags.computeIfAbsent(networkInterface, id -> new HashSet<>()).add(tag);
    }

    /** Whether it was on before somebody of this process needed it off. */
    synchronized boolean isHeld(String networkInterface) {
        return tags.containsKey(networkInterface);
    }

    /** The resource needs it no more; answers whether nobody does. */
    synchronized boolean release(String networkInterface, String tag) {
        Set<String> holders = tags.getOrDefault(networkInterface, new HashSet<>());
        holders.remove(tag);
        if (holders.isEmpty()) {
            tags.remove(networkInterface);
        }
        return holders.isEmpty();
    }
}
