package org.recoverykit.examples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;

/** Protects two resources, breaks one, and shows how it comes back. */
public final class Quickstart {

    private Quickstart() {}

    /** One argument, or none: the directory to work in; else a new temporary one, which is left to look at. */
    public static void main(String[] args) throws Exception {
        Path base = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("quickstart");
        Path shared = Files.createDirectories(base.resolve("shared"));
        CountDownLatch mended = new CountDownLatch(1);
        Map<String, Object> settings = Map.of("directory", shared.toString());
        HierarchySpec shop = HierarchySpec.named("shop")
                .policy(Policy.DEFAULT.withIntervals(Duration.ofMillis(100), Duration.ofSeconds(60)))
                .resource("data", "memory", settings)
                .resource("app", "memory", settings, "data")
                .build();
        try (RecoveryEngine engine = RecoveryEngines.builder()
                .node("node-a")
                .stateDirectory(base.resolve("state"))
                .hierarchy(shop)
                .build()) {
            engine.listen((sequence, time, event) -> {
                System.out.println(time + " " + event);
                if (event instanceof EngineEvent.OperationEnded end && end.operation() == Operation.LOCAL_RECOVERY) {
                    mended.countDown();
                }
            });
            engine.start();
            engine.restoreHierarchy("shop").toCompletableFuture().get(10, TimeUnit.SECONDS);
            Files.delete(shared.resolve("data"));
            System.out.println("mended: " + mended.await(10, TimeUnit.SECONDS));
            engine.stopAll().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
