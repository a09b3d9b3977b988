package org.recoverykit.examples.demo;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot.HierarchyStatus;

/**
 * A server: a host of the laboratory with an engine of its own. The engine is built and called on the host's thread, since
 * a thread inherits the network namespace of the one that starts it, and so do the engine's threads and their processes.
 */
final class Server implements AutoCloseable {
    private static final long STOP_SECONDS = 5;

    private final Machine machine;
    private final RecoveryEngine engine;

    private Server(Machine machine, RecoveryEngine engine) {
        this.machine = machine;
        this.engine = engine;
    }

    /** Starts an engine on a machine; it watches, and brings nothing into service until told. */
    static Server start(Machine machine, Path state, FailoverPort failover, Teller teller) {
        RecoveryEngine engine = machine.call(() -> {
            RecoveryEngine built = RecoveryEngines.builder()
                    .node(machine.name())
                    .stateDirectory(state.resolve(machine.name()))
                    .hierarchy(Service.description())
                    .failover(failover)
                    .build();
            built.listen((sequence, time, event) -> teller.tell(machine.name(), time, event));
            built.start();
            return built;
        });
        return new Server(machine, engine);
    }

    String name() {
        return machine.name();
    }

    Machine machine() {
        return machine;
    }

    CompletionStage<CommandOutcome> restore() {
        return machine.call(() -> engine.restoreHierarchy(Service.HIERARCHY));
    }

    boolean inService() {
        return status().inService();
    }

    /** Whether nothing of the service is here any more, by the engine's word and by the kernel's. */
    boolean isOut() {
        return status().resources().stream().allMatch(r -> r.state() == ServiceState.OUT_OF_SERVICE)
                && !machine.holds(Service.ADDRESS);
    }

    /** A note that a kit has made, or an empty text. */
    String note(String tag, String key) {
        return engine.status()
                .resource(tag)
                .map(r -> r.notes().getOrDefault(key, ""))
                .orElse("");
    }

    /** How everything stands, for a person. */
    String words() {
        return status().resources().stream()
                .map(r -> r.tag() + " " + r.state() + (r.reason().isEmpty() ? "" : " (" + r.reason() + ")"))
                .collect(Collectors.joining(", "));
    }

    /** Takes everything out of service, then closes: a demonstration is over, no upgrade. */
    @Override
    public void close() {
        try {
            machine.call(engine::stopAll).toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("server " + name() + " could not be stopped in order: " + e);
        } finally {
            engine.close();
        }
    }

    private HierarchyStatus status() {
        return engine.status().hierarchies().get(0);
    }
}
