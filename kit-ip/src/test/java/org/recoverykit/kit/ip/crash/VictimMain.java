package org.recoverykit.kit.ip.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.testkit.crash.EngineOrders;
import org.recoverykit.testkit.crash.Steps;
import org.recoverykit.testkit.crash.VictimLife;

/** The process that is killed: an engine that protects one address and an application on it. */
final class VictimMain {
    static final String ADDRESS = "vip";
    static final String APPLICATION = "app";
    private static final int RECOVERIES = 1000;

    private VictimMain() {}

    public static void main(String[] args) throws IOException {
        VictimLife.live(steps -> new EngineOrders(words -> engine(words.get(0), Path.of(words.get(1)), steps)));
        System.exit(0);
    }

    private static RecoveryEngine engine(String address, Path directory, Steps steps) {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(new MarkKitProvider(directory.resolve("mark")))
                .random(1)
                .rehearse(false)
                .stepHook(steps::kit)
                .stateHook(steps::state)
                .hierarchy(hierarchy(address))
                .build();
    }

    private static HierarchySpec hierarchy(String address) {
        Map<String, Object> settings = new TreeMap<>(Map.of("address", address, "interface", "eth0", "backup", "eth1"));
        if (!address.contains(":")) {
            settings.put("label", "eth0:vip");
        }
        return HierarchySpec.named("web")
                .policy(Policy.DEFAULT.withLocalRecoveries(RECOVERIES, Duration.ofSeconds(10)))
                .resource(ADDRESS, "ip", settings)
                .resource(APPLICATION, MarkKitProvider.ID, Map.of(), ADDRESS)
                .build();
    }
}
