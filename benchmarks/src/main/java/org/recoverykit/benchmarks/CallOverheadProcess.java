package org.recoverykit.benchmarks;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;

/**
 * From the request of a check to its answer, of a kit that does nothing; and the least that any engine could do, handing a
 * task to a waiting thread of a pool. Microseconds.
 */
final class CallOverheadProcess {
    private static final int BLOCK = 2_000;

    private CallOverheadProcess() {}

    public static void main(String[] words) throws Exception {
        int blocks = Integer.parseInt(words[0]);
        HierarchySpec one =
                HierarchySpec.named("h").resource("r", "idle", Map.of()).build();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try (TemporaryDirectory state = TemporaryDirectory.make();
                RecoveryEngine engine = RecoveryEngines.builder()
                        .node("bench")
                        .stateDirectory(state.path())
                        .provider(new IdleKitProvider())
                        .hierarchy(one)
                        .build()) {
            engine.start();
            engine.restoreHierarchy("h").toCompletableFuture().join();
            Supplier<CompletionStage<?>> check = () -> engine.check("r", CheckLevel.QUICK);
            Supplier<CompletionStage<?>> handOver = () -> CompletableFuture.runAsync(() -> {}, pool);
            measure(blocks, check, handOver); // to warm up
            measure(blocks, check, handOver);
        } finally {
            pool.shutdown();
        }
    }

    private static void measure(int blocks, Supplier<CompletionStage<?>> ours, Supplier<CompletionStage<?>> reference) {
        double[] a = new double[blocks * BLOCK];
        double[] b = new double[blocks * BLOCK];
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < BLOCK; i++) {
                a[block * BLOCK + i] = micros(ours);
            }
            for (int i = 0; i < BLOCK; i++) {
                b[block * BLOCK + i] = micros(reference);
            }
        }
        Series.print("ours", a);
        Series.print("reference", b);
    }

    /** Until the stage completes, on the thread that completes it: waking the caller is not the engine's. */
    private static double micros(Supplier<CompletionStage<?>> asked) {
        long began = System.nanoTime();
        long ended = asked.get()
                .thenApply(answer -> System.nanoTime())
                .toCompletableFuture()
                .join();
        return (ended - began) / 1e3;
    }
}
