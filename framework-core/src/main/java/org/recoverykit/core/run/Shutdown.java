package org.recoverykit.core.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.recoverykit.engine.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an engine, whatever its kits do: bounded, resources left as they are. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final Duration CALLS = Duration.ofSeconds(10);
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);
    private static final Duration KITS = Duration.ofSeconds(3);
    private static final Duration THREADS = Duration.ofSeconds(1);

    private final Roster roster;
    private final LoopServices services;
    private final EventHub hub;
    private final Answers answers;
    private final Runnable released;

    Shutdown(Roster roster, LoopServices services, EventHub hub, Answers answers, Runnable released) {
        this.roster = roster;
        this.services = services;
        this.hub = hub;
        this.answers = answers;
        this.released = released;
    }

    void run() {
        roster.resources().forEach(resource -> resource.timers().close());
        roster.hierarchies().forEach(hierarchy -> hierarchy.loop().close());
        List<CompletableFuture<Void>> calls =
                roster.resources().map(resource -> resource.seat().close()).toList();
        if (!within(CALLS, calls)) {
            roster.resources().forEach(resource -> resource.seat().interruptAll("the engine closes"));
            within(AFTER_INTERRUPT, calls);
        }
        List<CompletableFuture<Void>> kits = roster.resources().map(this::letGo).toList();
        if (!within(KITS, kits)) {
            LOG.warn("event=kit-close-hangs remedy=\"a kit's close() must return within a second\"");
        }
        roster.hierarchies().forEach(hierarchy -> hierarchy.loop().settle());
        answers.answerAll(CommandOutcome.failed(
                "the engine was closed before this was proven; the next start looks how it stands"));
        services.state().close();
        hub.close();
        endThreads();
        released.run();
    }

    private CompletableFuture<Void> letGo(ProtectedResource resource) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        services.workers().submit(Lane.URGENT, () -> {
            services.workers().lend();
            resource.context().close();
            resource.seat().letGo();
            gone.complete(null);
        });
        return gone;
    }

    private void endThreads() {
        try {
            int hanging = services.workers().close(THREADS);
            if (hanging > 0) {
                LOG.warn("event=workers-left count={} reason=\"calls of kits that ignore their interrupts\"", hanging);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        KitThreads.of(services.workers().group()).stream()
                .filter(thread -> !thread.isDaemon())
                .forEach(thread -> LOG.warn(
                        "event=kit-thread-left thread=\"{}\" reason=\"a kit started it, it is no daemon and keeps the process alive\"",
                        thread.getName()));
    }

    private static boolean within(Duration limit, List<CompletableFuture<Void>> all) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
