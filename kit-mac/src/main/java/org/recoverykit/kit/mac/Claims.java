package org.recoverykit.kit.mac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.spi.KitConfigurationException.Problem;

/** Which resource uses which interface, within this process: each interface is used by one. Thread-safe. */
final class Claims {
    private final Map<String, Claim> byInterface = new HashMap<>();

    private record Claim(String tag, String role) {}

    /** Claims both interfaces for a resource, or none. */
    synchronized List<Problem> claim(String tag, MacConfig config) {
        List<Problem> problems = new ArrayList<>();
        conflict(tag, config.device(), "interface").ifPresent(text -> problems.add(new Problem("interface", text)));
        config.backup()
                .flatMap(name -> conflict(tag, name, "backup"))
                .ifPresent(text -> problems.add(new Problem("backup", text)));
        if (problems.isEmpty()) {
            byInterface.put(config.device(), new Claim(tag, "interface"));
            config.backup().ifPresent(name -> byInterface.put(name, new Claim(tag, "backup")));
        }
        return problems;
    }

    synchronized void release(String tag) {
        byInterface.values().removeIf(claim -> claim.tag().equals(tag));
    }

    private Optional<String> conflict(String tag, String name, String role) {
        Claim other = byInterface.get(name);
        if (other == null || other.tag().equals(tag)) {
            return Optional.empty();
        }
        boolean bothBackups = role.equals("backup") && other.role().equals("backup");
        return Optional.of("'" + name + "' is the " + other.role() + " of the resource '" + other.tag() + "' already; "
                + (bothBackups
                        ? "a backup interface backs up one protected interface only"
                        : "an interface carries one hardware address only")
                + ", so name another one");
    }
}
