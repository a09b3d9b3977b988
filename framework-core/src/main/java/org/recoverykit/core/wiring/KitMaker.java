package org.recoverykit.core.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.recoverykit.core.config.EngineConfig;
import org.recoverykit.core.discover.UsableKit;
import org.recoverykit.core.run.EngineAssembler;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.ResourceSpec;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the kit of every resource. Providers are code of others: each call has a deadline, and may throw anything. */
final class KitMaker {
    private static final Logger LOG = LoggerFactory.getLogger(KitMaker.class);
    private static final int LIMIT_SECONDS = 10;
    /** A provider that hangs on every resource is not waited for again and again. */
    private static final int MOST_HANGS = 3;

    private final EngineConfig config;
    private final Map<String, UsableKit<?>> kits;
    private final EngineAssembler assembler;
    private final List<Problem> problems = new ArrayList<>();
    private int hangs;

    private KitMaker(EngineConfig config, Map<String, UsableKit<?>> kits, EngineAssembler assembler) {
        this.config = config;
        this.kits = kits;
        this.assembler = assembler;
    }

    /** One resource whose kit is being made. */
    private record Order(String hierarchy, ResourceSpec spec, CompletableFuture<List<Problem>> made) {}

    /** Makes them all; what could not be made is in the answer. */
    static List<Problem> makeAll(EngineConfig config, Map<String, UsableKit<?>> kits, EngineAssembler assembler) {
        return new KitMaker(config, kits, assembler).all();
    }

    private List<Problem> all() {
        List<Order> orders = new ArrayList<>();
        for (HierarchySpec hierarchy : config.hierarchies()) {
            hierarchy
                    .resources()
                    .forEach(spec -> orders.add(new Order(hierarchy.name(), spec, new CompletableFuture<>())));
        }
        int done = 0;
        while (done < orders.size() && hangs < MOST_HANGS) {
            done += makeUntilOneHangs(orders.subList(done, orders.size()));
        }
        return problems;
    }

    /** How many are made, the one that hung counted. */
    private int makeUntilOneHangs(List<Order> orders) {
        Thread maker = new Thread(() -> orders.forEach(this::make), "rk-make-kits");
        maker.setDaemon(true);
        maker.start();
        int done = 0;
        for (Order order : orders) {
            done++;
            if (!awaitMade(order)) {
                maker.interrupt();
                hangs++;
                return done;
            }
        }
        return done;
    }

    private boolean awaitMade(Order order) {
        try {
            problems.addAll(order.made().get(LIMIT_SECONDS, TimeUnit.SECONDS));
            return true;
        } catch (TimeoutException e) {
            // whoever completes it first decides: a kit made after this is closed by its maker
            if (order.made().complete(List.of())) {
                problems.add(problem(order, "", "the kit's create() has not returned within " + LIMIT_SECONDS + " s"));
                return false;
            }
            problems.addAll(order.made().join());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add(problem(order, "", "interrupted while the kit was made"));
            return false;
        } catch (ExecutionException e) {
            problems.add(problem(order, "", "the kit could not be made: " + e.getCause()));
            return true;
        }
    }

    private void make(Order order) {
        if (Thread.currentThread().isInterrupted() || order.made().isDone()) {
            return;
        }
        ResourceSpec spec = order.spec();
        List<Problem> found = new ArrayList<>();
        try {
            ResourceContext context = assembler.context(spec);
            RecoveryKit kit = create(spec, context);
            if (order.made().isDone()) {
                kit.close();
                return;
            }
            assembler.protect(spec, kit);
        } catch (KitConfigurationException refused) {
            refused.problems().forEach(p -> found.add(problem(order, p.setting(), p.message())));
        } catch (Throwable thrown) { // code of others: whatever it throws is that resource's problem
            LOG.warn("event=kit-create-threw tag={} kit={}", spec.tag(), spec.kit(), thrown);
            found.add(problem(order, "", "the kit's create() threw " + thrown));
        }
        order.made().complete(found);
    }

    private RecoveryKit create(ResourceSpec spec, ResourceContext context) throws KitConfigurationException {
        UsableKit<?> kit = Optional.ofNullable(kits.get(spec.kit()))
                .orElseThrow(() -> new IllegalStateException("no kit '" + spec.kit() + "'"));
        Record settings = Optional.ofNullable(config.settings().get(spec.tag()))
                .orElseThrow(() -> new IllegalStateException("no settings of '" + spec.tag() + "'"));
        return Optional.ofNullable(kit.create(settings, context))
                .orElseThrow(() -> new IllegalStateException("the kit's create() returned null"));
    }

    private Problem problem(Order order, String setting, String message) {
        return config.settingProblem(order.hierarchy(), order.spec().tag(), setting, message);
    }
}
