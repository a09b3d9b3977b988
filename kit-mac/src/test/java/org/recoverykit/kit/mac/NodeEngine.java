package org.recoverykit.kit.mac;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.linux.lab.NetNs;

/** An engine on one node that protects an IP address, on a hardware address of its own or without. */
final class NodeEngine implements AutoCloseable {
    private static final String HIERARCHY = "web";
    private final RecoveryEngine engine;

    NodeEngine(NetNs place, Path directory, Optional<Map<String, Object>> mac) {
        HierarchySpec.Builder hierarchy = HierarchySpec.named(HIERARCHY);
        Map<String, Object> ip = Map.of("address", Site.VIP + "/24", "interface", "eth0");
        if (mac.isPresent()) {
            hierarchy.resource("mac", "mac", mac.get()).resource("vip", "ip", ip, "mac");
        } else {
            hierarchy.resource("vip", "ip", ip);
        }
        engine = place.call(() -> RecoveryEngines.builder()
                .node(place.name())
                .stateDirectory(directory)
                .hierarchy(hierarchy.build())
                .build());
        place.run(engine::start);
    }

    RecoveryEngine engine() {
        return engine;
    }

    void restore() throws Exception {
        require(engine.restoreHierarchy(HIERARCHY).toCompletableFuture().get(30, TimeUnit.SECONDS));
    }

    void remove() throws Exception {
        require(engine.removeHierarchy(HIERARCHY).toCompletableFuture().get(30, TimeUnit.SECONDS));
    }

    private static void require(CommandOutcome outcome) {
        if (!outcome.isDone()) {
            throw new AssertionError(outcome.toString());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
