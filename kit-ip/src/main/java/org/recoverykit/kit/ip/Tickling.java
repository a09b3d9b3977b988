package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.TcpConnections;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients of connections that another node had: to each, three segments that fit nothing, at once and after 1 s and
 * 3 s. The client's kernel asks back, ours answers with a reset, and the client knows. Never for a connection that this node
 * has; never faster than the budget of all addresses allows.
 */
final class Tickling {
    private static final Logger LOG = LoggerFactory.getLogger(Tickling.class);

    /** At once; again, since frames get lost, and since a client that has just asked back is silent for half a second. */
    private static final List<Duration> ROUNDS = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3));

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** What is due within so much time leaves together. */
    private static final long TOGETHER_NANOS = Duration.ofMillis(50).toNanos();

    private static final int MOST_OF_OUR_OWN = 100_000;

    private final TcpConnections kernel;
    private final InetAddress local;
    private final FrameBudget budget;
    private final ResourceContext context;
    private final BooleanSupplier inService;
    private final List<Registration> pending = new ArrayList<>();

    /** @param inService asked before each block: whether the address is still this node's */
    Tickling(
            TcpConnections kernel,
            InetAddress local,
            FrameBudget budget,
            ResourceContext context,
            BooleanSupplier inService) {
        this.kernel = kernel;
        this.local = local;
        this.budget = budget;
        this.context = context;
        this.inService = inService;
    }

    /** Begins; what was still to come of the last time does not come any more. */
    void begin(List<TcpConnection> connections) {
        stop();
        for (int round = 0; round < ROUNDS.size(); round++) {
            int number = round;
            after(ROUNDS.get(round), () -> play(connections, number));
        }
    }

    /** Nothing more is sent, but for a block that is leaving now. */
    synchronized void stop() {
        pending.forEach(Registration::close);
        pending.clear();
    }

    private void after(Duration wait, Runnable work) {
        if (wait.isZero()) {
            work.run();
        } else if (inService.getAsBoolean()) {
            Registration due = Later.after(wait, context, () -> SlowWork.later(work));
            synchronized (this) {
                pending.add(due);
            }
        }
    }

    /** Deals the segments of a round out over the time that the budget wants. */
    private void play(List<TcpConnection> connections, int round) {
        Map<Long, List<TcpConnection>> blocks = new TreeMap<>();
        for (TcpConnection each : connections) {
            long wait = budget.tickle(context.time().nanoTime()).toNanos();
            long block = (wait + TOGETHER_NANOS - 1) / TOGETHER_NANOS;
            blocks.computeIfAbsent(block, number -> new ArrayList<>()).add(each);
        }
        blocks.forEach((number, block) -> after(Duration.ofNanos(number * TOGETHER_NANOS), () -> send(block, round)));
    }

    private void send(List<TcpConnection> block, int round) {
        if (!inService.getAsBoolean()) {
            return;
        }
        KernelAnswer<List<TcpConnection>> own = kernel.list(local, MOST_OF_OUR_OWN, PATIENCE);
        if (own.value().isEmpty() || own.value().get().size() == MOST_OF_OUR_OWN) {
            String why =
                    own.value().isEmpty() ? own.result().message() : "this node has too many connections to look at";
            LOG.warn("event=clients-not-told tag={} clients={} reason=\"{}\"", context.tag(), block.size(), why);
            return;
        }
        Set<TcpConnection> alive = new HashSet<>(own.value().get());
        List<TcpConnection> dead =
                block.stream().filter(each -> !alive.contains(each)).toList();
        KernelAnswer<Integer> sent = kernel.tickle(local, dead, round, PATIENCE);
        if (sent.value().isPresent()) {
            LOG.info(
                    "event=clients-told tag={} round={} sent={} alive={}",
                    context.tag(),
                    round + 1,
                    sent.value().get(),
                    block.size() - dead.size());
        } else {
            LOG.warn(
                    "event=clients-not-told tag={} clients={} reason=\"{}\"",
                    context.tag(),
                    dead.size(),
                    sent.result().message());
        }
    }
}
