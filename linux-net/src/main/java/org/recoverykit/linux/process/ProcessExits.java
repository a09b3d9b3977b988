package org.recoverykit.linux.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.socket.Descriptor;
import org.recoverykit.linux.socket.EventDescriptor;
import org.recoverykit.linux.socket.PidDescriptor;
import org.recoverykit.linux.socket.Poll;
import org.recoverykit.linux.socket.SocketNumbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the end of processes, of any and not only of children, the moment the kernel knows of it: about 0.1 ms on an idle
 * machine. One daemon thread for all, which ends with the last watch.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProcessExits {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessExits.class);
    private static final Object LOCK = new Object();
    private static Optional<Watcher> current = Optional.empty();

    private ProcessExits() {}

    /**
     * Calls once it has ended, once, on the watcher's thread: be quick. The process is let go of then, or when the watch is
     * closed.
     */
    public static Watch watch(HeldProcess process, Runnable ended) {
        return add(new Watched(process.descriptor(), ended));
    }

    /** Takes a child's remains away once it has ended. */
    static void reapLater(PidDescriptor child) {
        Watch unused = add(new Watched(child, child::reap));
    }

    private static Watch add(Watched watched) {
        synchronized (LOCK) {
            Watcher watcher = current.orElseGet(Watcher::begin);
            current = Optional.of(watcher);
            watcher.watched.add(watched);
            watcher.wake.wake();
            return () -> remove(watcher, watched);
        }
    }

    private static void remove(Watcher watcher, Watched watched) {
        synchronized (LOCK) {
            if (watcher.watched.contains(watched) && !watched.dropped) {
                // Closed by the watcher, which may be waiting for it just now.
                watched.dropped = true;
                watcher.wake.wake();
            }
        }
    }

    private static final class Watched {
        private final PidDescriptor process;
        private final Runnable ended;
        private boolean dropped;

        Watched(PidDescriptor process, Runnable ended) {
            this.process = process;
            this.ended = ended;
        }
    }

    private static final class Watcher implements Runnable {
        private final List<Watched> watched = new ArrayList<>();
        private final EventDescriptor wake = new EventDescriptor();

        static Watcher begin() {
            Watcher watcher = new Watcher();
            Thread thread = new Thread(watcher, "rk-process-exits");
            thread.setDaemon(true);
            thread.start();
            return watcher;
        }

        @Override
        public void run() {
            while (true) {
                List<Watched> now = sweep();
                if (now.isEmpty()) {
                    return;
                }
                Descriptor[] descriptors = new Descriptor[now.size() + 1];
                descriptors[0] = wake.descriptor();
                for (int i = 0; i < now.size(); i++) {
                    descriptors[i + 1] = now.get(i).process.descriptor();
                }
                Poll poll = new Poll(descriptors);
                if (poll.awaitMillis(SocketNumbers.POLLIN, -1)) {
                    if (poll.ready(0)) {
                        wake.drain();
                    }
                    for (int i = 0; i < now.size(); i++) {
                        if (poll.ready(i + 1)) {
                            tell(now.get(i));
                        }
                    }
                }
            }
        }

        /** Who is still watched; with nobody left the thread ends, and the next watch begins a new one. */
        private List<Watched> sweep() {
            synchronized (LOCK) {
                watched.removeIf(w -> {
                    if (w.dropped) {
                        w.process.close();
                    }
                    return w.dropped;
                });
                if (watched.isEmpty()) {
                    current = Optional.empty();
                    wake.close();
                }
                return new ArrayList<>(watched);
            }
        }

        private void tell(Watched one) {
            synchronized (LOCK) {
                if (one.dropped) {
                    return;
                }
                one.dropped = true;
            }
            try {
                one.ended.run();
            } catch (RuntimeException | Error thrown) {
                LOG.error("event=listener-failed listener=process-exit", thrown);
            }
        }
    }
}
