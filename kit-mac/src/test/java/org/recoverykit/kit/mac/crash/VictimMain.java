package org.recoverykit.kit.mac.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.kit.mac.BusyKits;
import org.recoverykit.testkit.crash.EngineOrders;
import org.recoverykit.testkit.crash.Steps;
import org.recoverykit.testkit.crash.VictimLife;

/** The process that is killed: an engine that protects one hardware address. */
final class VictimMain {
    static final String TAG = "mac";
    private static final int RECOVERIES = 1000;

    private VictimMain() {}

    public static void main(String[] args) throws IOException {
        VictimLife.live(steps -> new EngineOrders(words -> engine(words, steps)));
        System.exit(0);
    }

    /** Directory, kit, and the protected address where it is not eth0's own. */
    private static RecoveryEngine engine(List<String> words, Steps steps) {
        Map<String, Object> settings = new HashMap<>(Map.of("interface", "eth0", "backup", "eth1"));
        if (words.size() > 2) {
            settings.put("address", words.get(2));
        }
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(Path.of(words.get(0)).resolve("state"))
                .provider(new BusyKits())
                .random(1)
                .rehearse(false)
                .stepHook(steps::kit)
                .hierarchy(HierarchySpec.named("web")
                        .policy(Policy.DEFAULT.withLocalRecoveries(RECOVERIES, Duration.ofMinutes(30)))
                        .resource(TAG, words.get(1), settings)
                        .build())
                .build();
    }
}
