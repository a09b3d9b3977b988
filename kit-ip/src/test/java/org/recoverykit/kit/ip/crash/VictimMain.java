package org.recoverykit.kit.ip.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot.ResourceStatus;
import org.recoverykit.testkit.Eventually;

/** The process that is killed: an engine that does what the lines on its standard input say. */
final class VictimMain {
    static final String ADDRESS = "vip";
    static final String APPLICATION = "app";
    private static final String HIERARCHY = "web";
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final int RECOVERIES = 1000;

    private final Steps steps = new Steps(VictimMain::say);
    private Optional<RecoveryEngine> running = Optional.empty();
    private int recoveriesLeft;

    private VictimMain() {}

    public static void main(String[] args) throws IOException {
        VictimMain victim = new VictimMain();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // Ends with the input, so that no victim outlives the test.
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ", 2);
            try {
                say(Victim.DONE + victim.obey(order[0], order.length == 2 ? order[1] : ""));
            } catch (Exception | AssertionError e) {
                say(Victim.FAILED + line + ": " + e + " " + victim.running.map(VictimMain::describe));
            }
        }
        System.exit(0);
    }

    private String obey(String verb, String object) throws Exception {
        switch (verb) {
            case "record" -> steps.record();
            case "die-at" -> steps.dieAt(object);
            case "live-on" -> steps.liveOn();
            case "start" ->
                start(Path.of(object.substring(object.indexOf(' ') + 1)), object.substring(0, object.indexOf(' ')));
            case "restore" -> await(engine().restoreHierarchy(HIERARCHY));
            case "remove" -> await(engine().removeHierarchy(HIERARCHY));
            case "recover" -> recover();
            case "settle" -> settle();
            case "wanted" -> {
                return Boolean.toString(status(ADDRESS).wanted());
            }
            case "shown" -> {
                return status(object).state().toString();
            }
            case "close" -> {
                engine().close();
                running = Optional.empty();
            }
            default -> throw new IllegalArgumentException("unknown order");
        }
        return "";
    }

    private void start(Path directory, String address) {
        RecoveryEngine engine = RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(new MarkKitProvider(directory.resolve("mark")))
                .random(1)
                .rehearse(false)
                .stepHook(steps::kit)
                .stateHook(steps::state)
                .hierarchy(hierarchy(address))
                .build();
        running = Optional.of(engine);
        engine.start();
        settle();
        recoveriesLeft = status(ADDRESS).localRecoveriesLeft();
    }

    private static HierarchySpec hierarchy(String address) {
        Map<String, Object> settings = new TreeMap<>(Map.of("address", address, "interface", "eth0", "backup", "eth1"));
        if (!address.contains(":")) {
            settings.put("label", "eth0:vip");
        }
        return HierarchySpec.named(HIERARCHY)
                .policy(Policy.DEFAULT.withLocalRecoveries(RECOVERIES, Duration.ofMinutes(30)))
                .resource(ADDRESS, "ip", settings)
                .resource(APPLICATION, MarkKitProvider.ID, Map.of(), ADDRESS)
                .build();
    }

    /** The count falls when a recovery begins, so looking at both together cannot take the time before it for its end. */
    private void recover() {
        Eventually.within(
                SOON,
                "a local recovery",
                () -> status(ADDRESS).localRecoveriesLeft() < recoveriesLeft && settled(ADDRESS));
    }

    private void settle() {
        Eventually.within(SOON, "all is as wanted", () -> settled(ADDRESS) && settled(APPLICATION));
    }

    /** Half a remove is finished by the next engine, as half a restore is. */
    private boolean settled(String tag) {
        ResourceStatus status = status(tag);
        return status.state() == (status.wanted() ? ServiceState.IN_SERVICE : ServiceState.OUT_OF_SERVICE);
    }

    private ResourceStatus status(String tag) {
        return engine().status().resource(tag).orElseThrow();
    }

    private RecoveryEngine engine() {
        return running.orElseThrow(() -> new IllegalStateException("not started"));
    }

    private static String describe(RecoveryEngine engine) {
        return engine.status().hierarchies().toString();
    }

    private static void await(CompletionStage<CommandOutcome> answer) throws Exception {
        CommandOutcome outcome = answer.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        if (!outcome.isDone()) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
