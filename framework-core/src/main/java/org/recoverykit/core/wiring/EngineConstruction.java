package org.recoverykit.core.wiring;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.recoverykit.core.config.ConfigLoader;
import org.recoverykit.core.config.ConfigResult;
import org.recoverykit.core.config.EngineConfig;
import org.recoverykit.core.config.KitSchemas;
import org.recoverykit.core.discover.Discovery;
import org.recoverykit.core.discover.KitRegistry;
import org.recoverykit.core.discover.UsableKit;
import org.recoverykit.core.model.GraphProblem;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.ResourceGraph;
import org.recoverykit.core.run.EngineAssembler;
import org.recoverykit.core.run.EngineSettings;
import org.recoverykit.core.state.StateStore;
import org.recoverykit.core.state.StateTroubleListener;
import org.recoverykit.core.state.UnusableStateException;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.InvalidConfigurationException;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.spi.RecoveryKitProvider;

/** One build: find kits, read the configuration, take the state, make the kits; or undo all of it and say why. */
final class EngineConstruction {
    private final RecoveryEngineBuilder wishes;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    EngineConstruction(RecoveryEngineBuilder wishes) {
        this.wishes = wishes;
    }

    RecoveryEngine engine() {
        boolean built = false;
        try {
            RecoveryEngine engine = construct();
            wishes.listeners.forEach(engine::listen);
            built = true;
            return engine;
        } finally {
            if (!built) {
                undo.forEach(Runnable::run);
            }
        }
    }

    private RecoveryEngine construct() {
        Discovery found = KitRegistry.load(
                wishes.kits.orElseGet(() -> Thread.currentThread().getContextClassLoader()));
        Map<String, UsableKit<?>> kits = new HashMap<>(found.usable());
        wishes.providers.forEach(provider -> kits.put(provider.id(), usable(provider)));
        EngineConfig config = configuration(schemas(kits, found));
        List<HierarchyModel> models = models(config);
        EngineTime time = time();
        TroubleRelay relay = new TroubleRelay();
        StateStore store = open(config, time, relay);
        EngineSettings settings =
                new EngineSettings(config.node(), time, seed(), wishes.failover, wishes.stepHook, wishes.rehearse);
        EngineAssembler assembler = new EngineAssembler(settings, new StoredState(store));
        undo.push(assembler::abandon);
        relay.to(assembler);
        List<Problem> refused = KitMaker.makeAll(config, kits, assembler);
        if (!refused.isEmpty()) {
            throw new InvalidConfigurationException(refused);
        }
        Runnable release = wishes.time.isEmpty() && time instanceof SystemEngineTime own ? own::close : () -> {};
        return assembler.assemble(models, store.facts(), found.problems(), release);
    }

    private EngineConfig configuration(KitSchemas schemas) {
        if (wishes.configuration.isPresent() && !wishes.hierarchies.isEmpty()) {
            throw refusal("hierarchies", "there is a configuration file as well: describe them in one place only");
        }
        ConfigResult result = wishes.configuration
                .map(file -> ConfigLoader.load(file, schemas))
                .orElseGet(() -> ConfigLoader.bind(wishes.node, directory(), wishes.hierarchies, schemas));
        if (result instanceof ConfigResult.Loaded loaded) {
            return loaded.config();
        }
        throw new InvalidConfigurationException(((ConfigResult.Refused) result).problems());
    }

    private Path directory() {
        return wishes.stateDirectory.orElseThrow(
                () -> refusal("stateDirectory", "is missing; name a directory that outlives restarts"));
    }

    private static List<HierarchyModel> models(EngineConfig config) {
        List<Problem> problems = new ArrayList<>();
        for (GraphProblem problem : ResourceGraph.check(config.hierarchies())) {
            problems.add(config.resourceProblem(problem.hierarchy(), problem.tag(), problem.message()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        List<HierarchyModel> models = new ArrayList<>();
        for (HierarchySpec hierarchy : config.hierarchies()) {
            models.add(HierarchyModel.of(hierarchy));
        }
        return models;
    }

    private EngineTime time() {
        if (wishes.time.isPresent()) {
            return wishes.time.get();
        }
        SystemEngineTime own = new SystemEngineTime();
        undo.push(own::close);
        return own;
    }

    private StateStore open(EngineConfig config, EngineTime time, StateTroubleListener relay) {
        try {
            StateStore store = StateStore.open(config.stateDirectory(), time, relay, wishes.stateHook);
            undo.push(store::close);
            return store;
        } catch (UnusableStateException e) {
            throw refusal("stateDirectory", String.valueOf(e.getMessage()));
        }
    }

    private long seed() {
        return wishes.seed.orElseGet(() -> new SplittableRandom().nextLong());
    }

    private static InvalidConfigurationException refusal(String path, String message) {
        return new InvalidConfigurationException(
                Collections.singletonList(new Problem("engine", OptionalInt.empty(), path, message)));
    }

    private static KitSchemas schemas(Map<String, UsableKit<?>> kits, Discovery found) {
        Map<String, Class<? extends Record>> types = new HashMap<>();
        kits.forEach((id, kit) -> types.put(id, kit.configType()));
        Map<String, String> unusable = new HashMap<>(found.unusable());
        unusable.keySet().removeAll(types.keySet());
        return new KitSchemas(types, unusable);
    }

    private static <C extends Record> UsableKit<C> usable(RecoveryKitProvider<C> provider) {
        return new UsableKit<>(
                provider.id(),
                provider.configType(),
                provider.version(),
                provider.getClass().getName(),
                provider);
    }

    /** The store is there before the engine that hears of its troubles. */
    private static final class TroubleRelay implements StateTroubleListener {
        private volatile Optional<EngineAssembler> engine = Optional.empty();

        void to(EngineAssembler assembler) {
            engine = Optional.of(assembler);
        }

        @Override
        public void notDurable(String reason) {
            engine.ifPresent(assembler -> assembler.stateTrouble(reason));
        }

        @Override
        public void durableAgain() {}
    }
}
