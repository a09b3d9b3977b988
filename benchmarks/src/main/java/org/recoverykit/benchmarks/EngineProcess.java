package org.recoverykit.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.StatusSnapshot.HierarchyStatus;

/**
 * {@code EngineProcess DIRECTORY FIRST COUNT}: the real engine with COUNT consecutive addresses from FIRST on, each a
 * hierarchy of its own, on {@code eth0} with {@code eth1} as backup. Takes {@code in}, {@code out}, {@code calm}, {@code heap} and
 * {@code quit} on its standard input, answers each with a line, and ends when its input does.
 */
final class EngineProcess {
    // By default a resource is mended three times in half an hour at most; a bench cuts the cable every half second.
    private static final Policy POLICY = Policy.DEFAULT.withLocalRecoveries(1_000, Duration.ofSeconds(10));

    private static final int AT_A_TIME = 200;
    private static final long CALM_NANOS = 10_000_000_000L;
    private static final long POLL_NANOS = 5_000_000L;

    private final RecoveryEngine engine;
    private final List<HierarchySpec> hierarchies;

    private EngineProcess(RecoveryEngine engine, List<HierarchySpec> hierarchies) {
        this.engine = engine;
        this.hierarchies = hierarchies;
    }

    public static void main(String[] words) throws IOException {
        List<HierarchySpec> hierarchies = hierarchies(words[1], Integer.parseInt(words[2]));
        var builder = RecoveryEngines.builder().node("bench").stateDirectory(Path.of(words[0]));
        hierarchies.forEach(builder::hierarchy);
        try (RecoveryEngine engine = builder.build()) {
            engine.start();
            answer("started");
            new EngineProcess(engine, hierarchies).obey();
        }
    }

    private static List<HierarchySpec> hierarchies(String first, int count) throws IOException {
        byte[] octets = InetAddress.getByName(first).getAddress();
        int last = octets.length - Integer.BYTES;
        int prefix = (octets.length == Integer.BYTES ? Subnet.IPV4 : Subnet.IPV6).prefix();
        int address = ByteBuffer.wrap(octets).getInt(last);
        List<HierarchySpec> hierarchies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer.wrap(octets).putInt(last, address + i);
            Map<String, Object> settings = Map.of(
                    "address",
                    InetAddress.getByAddress(octets).getHostAddress() + "/" + prefix,
                    "interface",
                    "eth0",
                    "backup",
                    "eth1",
                    // The rounds cut cables more often than real ones are loose.
                    "links",
                    Map.of("flaps", 0));
            hierarchies.add(HierarchySpec.named("h" + i)
                    .policy(POLICY)
                    .resource("ip" + i, "ip", settings)
                    .build());
        }
        return hierarchies;
    }

    private void obey() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            switch (line) {
                case "in" -> answer("in done " + all(engine::restoreHierarchy));
                case "out" -> answer("out done " + all(engine::removeHierarchy));
                case "calm" -> answer("calm done " + calm());
                case "heap" -> answer("heap done " + heap());
                default -> answer("there is no command " + line);
            }
        }
    }

    /** Commands all hierarchies, so many at a time, and waits for all; a refusal ends the process with its reason. */
    private String all(Function<String, CompletionStage<CommandOutcome>> command) {
        long began = System.nanoTime();
        for (int from = 0; from < hierarchies.size(); from += AT_A_TIME) {
            var some = hierarchies.subList(from, Math.min(hierarchies.size(), from + AT_A_TIME)).stream()
                    .map(h -> command.apply(h.name()).toCompletableFuture())
                    .toList();
            for (var answer : some) {
                CommandOutcome outcome = answer.join();
                if (!outcome.isDone()) {
                    throw new IllegalStateException(outcome.toString());
                }
            }
        }
        return (System.nanoTime() - began) / 1_000_000 + " ms";
    }

    /** Waits until nothing is being mended; what could not be mended is left to the round to find. */
    private boolean calm() {
        long end = System.nanoTime() + CALM_NANOS;
        boolean calm = isCalm();
        while (!calm && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL_NANOS);
            calm = isCalm();
        }
        return calm;
    }

    private boolean isCalm() {
        return engine.status().hierarchies().stream().allMatch(HierarchyStatus::inService);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
