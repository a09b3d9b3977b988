package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts back what an interface loses while it is away: set down, it drops the routes through it; pulled out and plugged in
 * again, it is a new one with the kernel's default settings. While an action is under way nothing is put back: the action
 * sees to it.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String NOT_NOTED = "the interfaces' settings cannot be noted, so they are not changed: ";

    private final LinuxNetwork network;
    private final ResourceContext context;
    private final InterfaceSettings settings;
    private final Optional<ReplyPath> replyPath;
    private final Supplier<Places> places;
    private final AtomicBoolean inService = new AtomicBoolean();
    private final ReentrantLock putting = new ReentrantLock();

    /** The interfaces whose settings were seen to; by name, the index. */
    private final Map<String, Integer> settled = new ConcurrentHashMap<>();

    Upkeep(
            LinuxNetwork network,
            ResourceContext context,
            InterfaceSettings settings,
            Optional<ReplyPath> replyPath,
            Supplier<Places> places) {
        this.network = network;
        this.context = context;
        this.settings = settings;
        this.replyPath = replyPath;
        this.places = places;
    }

    /** Nothing is put back from now on; waits for what is being put back. */
    void pause() throws InterruptedException {
        inService.set(false);
        if (putting.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            putting.unlock();
        }
    }

    /** The address is in service. */
    void resume() {
        if (!inService.get()) {
            indexes().forEach(settled::putIfAbsent);
            inService.set(true);
        }
    }

    /** Makes the settings, and remembers of which interfaces. What is returned stands in the way. */
    Optional<String> settle(Budget budget) throws InterruptedException {
        return hold(budget::step, budget.next());
    }

    /** Makes the settings of interfaces that are not the ones they were made of. */
    Optional<String> resettle(Budget budget) throws InterruptedException {
        try {
            return isReplaced() ? settle(budget) : Optional.empty();
        } catch (NotDurableException unwritten) {
            return Optional.of(NOT_NOTED + unwritten.getMessage());
        }
    }

    /** An interface has carrier again, or is a new one. On the monitor's thread: only asks for a turn. */
    void interfaceBack() {
        if (inService.get()) {
            Later.after(SOON, context, this::putBack);
        }
    }

    private void putBack() {
        if (!putting.tryLock()) {
            return;
        }
        try {
            if (inService.get()) {
                putBackSettings();
                putBackRoutes();
            }
        } finally {
            putting.unlock();
        }
    }

    private void putBackSettings() {
        if (isReplaced()) {
            try {
                hold(step -> {}, PATIENCE).ifPresent(this::warn);
            } catch (NotDurableException unwritten) {
                warn(NOT_NOTED + unwritten.getMessage());
            }
        }
    }

    private Optional<String> hold(Consumer<IpStep> step, Duration timeout) {
        Map<String, Integer> now = indexes();
        List<InterfaceSetting> more = replyPath.map(ReplyPath::settings).orElse(List.of());
        Optional<String> unsettled = settings.hold(more, step, timeout);
        if (unsettled.isEmpty()) {
            settled.putAll(now);
        }
        return unsettled;
    }

    private void putBackRoutes() {
        Optional<Link> link = network.view().link(places.get().current());
        if (replyPath.isPresent() && link.isPresent()) {
            var routes = replyPath.get().through(link.get().index());
            if (!routes.isEmpty()) {
                network.routing().putRoutes(routes, PATIENCE).stream()
                        .filter(result -> !result.ok())
                        .map(KernelResult::message)
                        .forEach(this::warn);
            }
        }
    }

    private boolean isReplaced() {
        return indexes().entrySet().stream()
                .anyMatch(entry -> !entry.getValue().equals(settled.getOrDefault(entry.getKey(), entry.getValue())));
    }

    private Map<String, Integer> indexes() {
        Map<String, Integer> found = new HashMap<>();
        for (String name : places.get().all()) {
            network.view().link(name).ifPresent(link -> found.put(name, link.index()));
        }
        return found;
    }

    private void warn(String reason) {
        LOG.warn("event=not-put-back tag={} reason=\"{}\"", context.tag(), reason);
    }
}
