package org.recoverykit.kit.mac.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot.ResourceStatus;
import org.recoverykit.kit.mac.BusyKits;
import org.recoverykit.testkit.Eventually;

/** The process that is killed: an engine that does what the lines on its standard input say. */
final class VictimMain {
    private static final String HIERARCHY = "web";
    private static final String TAG = "mac";
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
            case "start" -> start(object.split(" "));
            case "restore" -> await(engine().restoreHierarchy(HIERARCHY));
            case "remove" -> await(engine().removeHierarchy(HIERARCHY));
            case "recover" -> recover();
            case "settle" -> settle();
            case "wanted" -> {
                return Boolean.toString(status().wanted());
            }
            case "close" -> {
                engine().close();
                running = Optional.empty();
            }
            default -> throw new IllegalArgumentException("unknown order");
        }
        return "";
    }

    /** Directory, kit, and the protected address where it is not eth0's own. */
    private void start(String[] words) {
        Map<String, Object> settings = new HashMap<>(Map.of("interface", "eth0", "backup", "eth1"));
        if (words.length > 2) {
            settings.put("address", words[2]);
        }
        HierarchySpec hierarchy = HierarchySpec.named(HIERARCHY)
                .policy(Policy.DEFAULT.withLocalRecoveries(RECOVERIES, Duration.ofMinutes(30)))
                .resource(TAG, words[1], settings)
                .build();
        RecoveryEngine engine = RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(Path.of(words[0]).resolve("state"))
                .provider(new BusyKits())
                .random(1)
                .rehearse(false)
                .stepHook(steps::kit)
                .hierarchy(hierarchy)
                .build();
        running = Optional.of(engine);
        engine.start();
        settle();
        recoveriesLeft = status().localRecoveriesLeft();
    }

    /** The count falls when a recovery begins, so looking at both together cannot take the time before it for its end. */
    private void recover() {
        Eventually.within(SOON, "a local recovery", () -> status().localRecoveriesLeft() < recoveriesLeft && settled());
    }

    private void settle() {
        Eventually.within(SOON, "all is as wanted", this::settled);
    }

    /** Half a remove is finished by the next engine, as half a restore is. */
    private boolean settled() {
        ResourceStatus status = status();
        return status.state() == (status.wanted() ? ServiceState.IN_SERVICE : ServiceState.OUT_OF_SERVICE);
    }

    private ResourceStatus status() {
        return engine().status().resource(TAG).orElseThrow();
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
