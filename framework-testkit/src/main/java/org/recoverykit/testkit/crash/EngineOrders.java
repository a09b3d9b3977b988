package org.recoverykit.testkit.crash;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot.HierarchyStatus;
import org.recoverykit.engine.StatusSnapshot.ResourceStatus;
import org.recoverykit.testkit.Eventually;

/**
 * What a victim with an engine in it can be told: {@code start} with words that say how to make the engine, {@code restore},
 * {@code remove}, {@code recover TAG} (wait for a local recovery), {@code settle}, {@code wanted TAG}, {@code shown TAG},
 * {@code close}. Each is answered when it is done.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EngineOrders implements VictimLife.Orders {
    private static final Duration SOON = Duration.ofSeconds(25);

    private final EngineMaker maker;
    private final Map<String, Integer> recoveriesLeft = new HashMap<>();
    private Optional<RecoveryEngine> running = Optional.empty();

    /** Makes a victim's engine; the words are those behind the order {@code start}. It is started by the caller. */
    @FunctionalInterface
    public interface EngineMaker {
        /** One engine with one hierarchy, whose policy allows more local recoveries than a test makes. */
        RecoveryEngine make(List<String> words);
    }

    /** Orders for engines that are made so. */
    public EngineOrders(EngineMaker maker) {
        this.maker = maker;
    }

    @Override
    public String obey(String verb, String object) throws Exception {
        switch (verb) {
            case "start" -> start(maker.make(List.of(object.split(" "))));
            case "restore" -> await(engine().restoreHierarchy(hierarchy().name()));
            case "remove" -> await(engine().removeHierarchy(hierarchy().name()));
            case "recover" -> recover(object);
            case "settle" -> settle();
            case "wanted" -> {
                return Boolean.toString(status(object).wanted());
            }
            case "shown" -> {
                return status(object).state().toString();
            }
            case "close" -> close();
            default -> throw new IllegalArgumentException("unknown order");
        }
        return "";
    }

    private void start(RecoveryEngine engine) {
        running = Optional.of(engine);
        engine.start();
        settle();
        recoveriesLeft.clear();
        hierarchy().resources().forEach(status -> recoveriesLeft.put(status.tag(), status.localRecoveriesLeft()));
    }

    private void close() {
        running.ifPresent(RecoveryEngine::close);
        running = Optional.empty();
    }

    /** The count falls when a recovery begins, so looking at both together cannot take the time before it for its end. */
    private void recover(String tag) {
        int before = Optional.ofNullable(recoveriesLeft.get(tag)).orElse(0);
        waitUntil("a local recovery of " + tag, () -> {
            ResourceStatus now = status(tag);
            return now.localRecoveriesLeft() < before && isSettled(now);
        });
    }

    private void settle() {
        waitUntil("all is as wanted", () -> hierarchy().resources().stream().allMatch(EngineOrders::isSettled));
    }

    private void waitUntil(String what, Condition condition) {
        try {
            Eventually.within(SOON, what, condition::holds);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " " + engine().status().hierarchies(), e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** Half a remove is finished by the next engine, as half a restore is. */
    private static boolean isSettled(ResourceStatus status) {
        return status.state() == (status.wanted() ? ServiceState.IN_SERVICE : ServiceState.OUT_OF_SERVICE);
    }

    private HierarchyStatus hierarchy() {
        return engine().status().hierarchies().get(0);
    }

    private ResourceStatus status(String tag) {
        return engine().status().resource(tag).orElseThrow();
    }

    private RecoveryEngine engine() {
        return running.orElseThrow(() -> new IllegalStateException("not started"));
    }

    private static void await(CompletionStage<CommandOutcome> answer) throws Exception {
        CommandOutcome outcome = answer.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        if (!outcome.isDone()) {
            throw new IllegalStateException(outcome.toString());
        }
    }
}
