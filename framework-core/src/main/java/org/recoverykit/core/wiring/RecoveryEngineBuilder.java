package org.recoverykit.core.wiring;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.recoverykit.core.run.StepHook;
import org.recoverykit.engine.EngineListener;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.InvalidConfigurationException;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.spi.RecoveryKitProvider;

/**
 * What an engine is made of: either a {@link #configuration configuration file}, or {@link #node}, {@link #stateDirectory}
 * and {@link #hierarchy hierarchies} described in code. Not thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecoveryEngineBuilder {
    String node = "";
    Optional<Path> stateDirectory = Optional.empty();
    Optional<Path> configuration = Optional.empty();
    final List<HierarchySpec> hierarchies = new ArrayList<>();
    final List<RecoveryKitProvider<?>> providers = new ArrayList<>();
    final List<EngineListener> listeners = new ArrayList<>();
    Optional<ClassLoader> kits = Optional.empty();
    FailoverPort failover = FailoverPort.none();
    Optional<EngineTime> time = Optional.empty();
    OptionalLong seed = OptionalLong.empty();
    StepHook stepHook = StepHook.NONE;
    org.recoverykit.core.state.StepHook stateHook = org.recoverykit.core.state.StepHook.NONE;
    boolean rehearse = true;

    RecoveryEngineBuilder() {}

    /** This node's name, of the form of a tag. */
    public RecoveryEngineBuilder node(String name) {
        node = requireNonNull(name, "name");
        return this;
    }

    /** Where facts are kept that outlive the process; made if missing. One engine at a time has it. */
    public RecoveryEngineBuilder stateDirectory(Path directory) {
        stateDirectory = Optional.of(directory);
        return this;
    }

    /** Adds a hierarchy described in code. */
    public RecoveryEngineBuilder hierarchy(HierarchySpec hierarchy) {
        hierarchies.add(requireNonNull(hierarchy, "hierarchy"));
        return this;
    }

    /** A file that describes node, state directory and hierarchies; excludes describing them in code. */
    public RecoveryEngineBuilder configuration(Path file) {
        configuration = Optional.of(file);
        return this;
    }

    /** The host's answer to "bring it up elsewhere"; default: there is no other node. */
    public RecoveryEngineBuilder failover(FailoverPort port) {
        failover = requireNonNull(port, "port");
        return this;
    }

    /** The clock; default: the real one. A clock that was passed in is not closed with the engine. */
    public RecoveryEngineBuilder time(EngineTime clock) {
        time = Optional.of(clock);
        return this;
    }

    /** Makes the little chance there is (when checks come due) the same in each run. */
    public RecoveryEngineBuilder random(long fixedSeed) {
        seed = OptionalLong.of(fixedSeed);
        return this;
    }

    /** Where kits are looked for; default: the class loader of the calling thread. */
    public RecoveryEngineBuilder kits(ClassLoader loader) {
        kits = Optional.of(loader);
        return this;
    }

    /** Adds a kit that is listed in no services file. Wins over one of the same id that is. */
    public RecoveryEngineBuilder provider(RecoveryKitProvider<?> provider) {
        providers.add(requireNonNull(provider, "provider"));
        return this;
    }

    /** Adds a listener that hears everything from the start on. */
    public RecoveryEngineBuilder listener(EngineListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /** For tests: is told each step of each kit call. */
    public RecoveryEngineBuilder stepHook(StepHook hook) {
        stepHook = requireNonNull(hook, "hook");
        return this;
    }

    /** For tests: is told each step of each write of the state. */
    public RecoveryEngineBuilder stateHook(org.recoverykit.core.state.StepHook hook) {
        stateHook = requireNonNull(hook, "hook");
        return this;
    }

    /**
     * Whether to practise a recovery in memory for a second after the start, so that the first real one is as quick as later
     * ones; default yes.
     */
    public RecoveryEngineBuilder rehearse(boolean practise) {
        rehearse = practise;
        return this;
    }

    /**
     * Checks everything, makes all kits, and takes the state directory. Touches no resource. Blocks on the disk, and for at
     * most 10 s for each kit that hangs while it is made.
     *
     * @throws InvalidConfigurationException with all problems at once; nothing is left open
     */
    public RecoveryEngine build() {
        return new EngineConstruction(this).engine();
    }
}
