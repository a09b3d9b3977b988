package org.recoverykit.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.socket.BoundEchoSocket;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.SystemCallException;

/** A socket for each question: they are rare, and an open raw socket would be given every ICMP packet of the node. */
final class EchoSockets implements EchoAsker {
    private static final Duration OPENS = Duration.ofSeconds(2);
    private static final int SLICE_MILLIS = 100;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final AtomicInteger IDENTIFIERS =
            new AtomicInteger((int) ProcessHandle.current().pid());

    private final NamespaceThread namespace;

    EchoSockets(NamespaceThread namespace) {
        this.namespace = namespace;
    }

    @Override
    public KernelAnswer<Set<InetAddress>> ask(
            Set<InetAddress> targets, InetAddress source, String interfaceName, Duration wait) {
        String what = "ask for echoes from " + source.getHostAddress() + " by " + interfaceName;
        int identifier = IDENTIFIERS.incrementAndGet();
        try {
            Optional<BoundEchoSocket> opened =
                    namespace.call(() -> BoundEchoSocket.open(source, interfaceName, identifier), OPENS);
            if (opened.isEmpty()) {
                return new KernelAnswer.NotAnswered<>(
                        new KernelResult.TimedOut(what + ": no socket within " + OPENS.toMillis() + " ms"));
            }
            try (BoundEchoSocket socket = opened.get()) {
                return new KernelAnswer.Answered<>(asked(socket, targets, wait));
            }
        } catch (SystemCallException e) {
            return new KernelAnswer.NotAnswered<>(Verdict.failed(Purpose.SET, what, e.errno(), ""));
        } catch (Exception e) {
            return new KernelAnswer.NotAnswered<>(new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e));
        }
    }

    private static Set<InetAddress> asked(BoundEchoSocket socket, Set<InetAddress> targets, Duration wait) {
        Set<InetAddress> answered = new LinkedHashSet<>();
        for (InetAddress target : targets) {
            int unused = socket.ask(target);
        }
        long end = System.nanoTime() + wait.toNanos();
        long left = wait.toNanos();
        while (answered.isEmpty() && left > 0 && !Thread.currentThread().isInterrupted()) {
            socket.awaitMillis((int) Math.min(SLICE_MILLIS, left / NANOS_PER_MILLI + 1));
            for (Optional<InetAddress> from = socket.answered(); from.isPresent(); from = socket.answered()) {
                answered.add(from.get());
            }
            left = end - System.nanoTime();
        }
        return answered;
    }
}
