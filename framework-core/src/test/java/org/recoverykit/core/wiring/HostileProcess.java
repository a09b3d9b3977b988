package org.recoverykit.core.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.testkit.Eventually;

/** The process in which {@link HostileProcessTest}'s kit does to the whole process what no engine can prevent. */
final class HostileProcess {
    static final String CONTAINED = "HOSTILE contained";
    private static final int MEGABYTE = 1 << 20;

    private HostileProcess() {}

    static RecoveryEngineBuilder builder(Path directory) {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(new FileKitProvider(directory))
                .rehearse(false)
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", "file", Map.of())
                        .resource("app", "file", Map.of(), "vip")
                        .build());
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Files.createDirectories(FileKitProvider.world(directory));
        RecoveryEngineBuilder builder = builder(directory)
                .stepHook((tag, operation, step) -> {
                    if (tag.equals("app") && operation == Operation.RESTORE) {
                        act(args[1]);
                    }
                })
                .listener((sequence, time, event) -> {
                    if (event instanceof EngineEvent.EngineTrouble trouble
                            && trouble.reason().startsWith("out of memory in restore of app")) {
                        System.out.println(CONTAINED);
                    }
                });
        try (RecoveryEngine engine = builder.build()) {
            engine.start();
            engine.restoreHierarchy("web").toCompletableFuture().get(30, TimeUnit.SECONDS);
            Eventually.within(
                    java.time.Duration.ofSeconds(10),
                    "the others go on",
                    () -> engine.remove("app").toCompletableFuture().get(10, TimeUnit.SECONDS) != null);
        }
    }

    private static void act(String how) {
        switch (how) {
            case "exit" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(4);
            case "memory" -> {
                List<byte[]> all = new ArrayList<>();
                for (int i = 0; i < 100_000; i++) {
                    all.add(new byte[MEGABYTE]);
                }
                throw new IllegalStateException("there was memory for " + all.size());
            }
            default -> throw new IllegalArgumentException(how);
        }
    }
}
