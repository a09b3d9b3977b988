package org.recoverykit.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;

/**
 * {@code ScriptActionProcess COUNT SPAWN}: a check by a script, asked of the engine and answered; a bare ProcessBuilder with the
 * same script; and the C program SPAWN; one after the other, again and again; then a tenth as many with pauses. Milliseconds.
 */
final class ScriptActionProcess {
    private static final int BLOCK = 25;
    private static final int WARM_UP = 400;
    private static final int SPACED_SHARE = 10;
    private static final int SPACE_MILLIS = 50;

    private ScriptActionProcess() {}

    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[0]);
        try (TemporaryDirectory directory = TemporaryDirectory.make()) {
            Path script = Application.script(directory.path());
            HierarchySpec one = HierarchySpec.named("h")
                    .resource("r", "generic", Application.settings(script, "restore", "remove", "quickCheck"))
                    .build();
            try (RecoveryEngine engine = RecoveryEngines.builder()
                    .node("bench")
                    .stateDirectory(directory.path().resolve("state"))
                    .hierarchy(one)
                    .build()) {
                engine.start();
                engine.restoreHierarchy("h").toCompletableFuture().join();
                Series.remark(Application.containment(engine, "r"));
                measure(engine, script, WARM_UP, words[1], false);
                measure(engine, script, count, words[1], true);
                measureSpaced(engine, script, count / SPACED_SHARE);
            }
        }
    }

    private static void measure(RecoveryEngine engine, Path script, int count, String spawn, boolean print)
            throws IOException, InterruptedException {
        double[] ours = new double[count];
        double[] builder = new double[count];
        StringBuilder c = new StringBuilder("=c");
        for (int i = 0; i < count; i++) {
            ours[i] = check(engine);
            builder[i] = bare(script);
            if (i % BLOCK == 0) {
                c.append(Commands.run(List.of(spawn, script.toString(), "" + Math.min(BLOCK, count - i)))
                        .strip()
                        .substring("=c".length()));
            }
        }
        if (print) {
            Series.print("ours", ours);
            Series.print("builder", builder);
            System.out.println(c);
        }
    }

    /** As an engine runs them: what one has warmed in the kernel the next finds cold. */
    private static void measureSpaced(RecoveryEngine engine, Path script, int count)
            throws IOException, InterruptedException {
        double[] ours = new double[count];
        double[] builder = new double[count];
        for (int i = 0; i < count; i++) {
            TimeUnit.MILLISECONDS.sleep(SPACE_MILLIS);
            ours[i] = check(engine);
            TimeUnit.MILLISECONDS.sleep(SPACE_MILLIS);
            builder[i] = bare(script);
        }
        Series.print("spaced", ours);
        Series.print("builder-spaced", builder);
    }

    private static double check(RecoveryEngine engine) {
        long began = System.nanoTime();
        engine.check("r", CheckLevel.QUICK).toCompletableFuture().join();
        return (System.nanoTime() - began) / 1e6;
    }

    private static double bare(Path script) throws IOException, InterruptedException {
        File output = script.resolveSibling("out").toFile();
        long began = System.nanoTime();
        Process process = new ProcessBuilder(script.toString())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        process.waitFor();
        return (System.nanoTime() - began) / 1e6;
    }
}
