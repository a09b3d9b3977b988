package org.recoverykit.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Descriptor;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.EventDescriptor;
import org.recoverykit.linux.socket.PacketSocket;
import org.recoverykit.linux.socket.Poll;
import org.recoverykit.linux.socket.SocketNumbers;
import org.recoverykit.linux.socket.SystemCallException;

/**
 * Hears one protocol on the interfaces where somebody listens, by one thread that begins with the first listener and sleeps until a
 * frame comes that somebody waits for. It alone closes the sockets: the kernel gives their numbers away again at once.
 *
 * @param <F> a frame
 */
final class Ears<F> implements NetworkListener, AutoCloseable {
    private static final int FRAME_BUFFER = 2048;

    private final NamespaceThread namespace;
    private final Dialect<F> dialect;
    private final Map<Integer, Ear<F>> ears = new ConcurrentHashMap<>();
    private final Queue<Ear<F>> done = new ConcurrentLinkedQueue<>();
    private Optional<EventDescriptor> wake = Optional.empty();
    private volatile boolean closed;

    Ears(NamespaceThread namespace, Dialect<F> dialect) {
        this.dialect = dialect;
        this.namespace = namespace;
    }

    KernelAnswer<Watch> listen(int ifindex, InetAddress address, Consumer<F> listener, Duration timeout) {
        String what = "listen to " + dialect.name() + " for " + AddressText.of(address) + " on interface " + ifindex;
        try {
            Optional<Ear<F>> ear = Optional.ofNullable(ears.get(ifindex));
            if (ear.isEmpty()) {
                ear = namespace.call(() -> open(ifindex), timeout);
            }
            if (ear.isEmpty()) {
                return new KernelAnswer.NotAnswered<>(
                        new KernelResult.TimedOut(what + ": not done within " + timeout.toMillis() + " ms"));
            }
            Ear<F> heard = ear.get();
            int added = heard.add(address, listener);
            return added == 0
                    ? new KernelAnswer.Answered<>(() -> heard.remove(address, listener))
                    : new KernelAnswer.NotAnswered<>(Verdict.failed(Purpose.SET, what, -added, ""));
        } catch (SystemCallException e) {
            return new KernelAnswer.NotAnswered<>(Verdict.failed(Purpose.SET, what, e.errno(), ""));
        } catch (Exception e) {
            return new KernelAnswer.NotAnswered<>(new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e));
        }
    }

    /** On the namespace's thread, hence one at a time. */
    private Ear<F> open(int ifindex) {
        if (closed) {
            throw new SystemCallException("listen to " + dialect.name(), Errno.EBADF);
        }
        Ear<F> ear = ears.computeIfAbsent(
                ifindex, index -> new Ear<>(dialect, PacketSocket.forListening(index, dialect.protocol())));
        wakeOrStart();
        return ear;
    }

    private synchronized void wakeOrStart() {
        if (wake.isPresent()) {
            wake.get().wake();
            return;
        }
        EventDescriptor descriptor = new EventDescriptor();
        wake = Optional.of(descriptor);
        Thread thread = new Thread(() -> run(descriptor), "rk-" + dialect.name().toLowerCase(Locale.ROOT));
        thread.setDaemon(true);
        thread.start();
    }

    private void run(EventDescriptor woken) {
        ByteBuffer frame = Buffers.direct(FRAME_BUFFER);
        while (!closed) {
            closeDone();
            List<Ear<F>> now = List.copyOf(ears.values());
            Poll poll = poll(woken, now);
            // until the wake-up the same interfaces are listened to
            while (!poll.ready(0)) {
                poll.awaitMillis(SocketNumbers.POLLIN, -1);
                for (int i = 0; i < now.size(); i++) {
                    if (poll.ready(i + 1)) {
                        now.get(i).drain(frame);
                    }
                }
            }
            woken.drain();
        }
        done.addAll(ears.values());
        ears.clear();
        closeDone();
        woken.close();
    }

    private Poll poll(EventDescriptor woken, List<Ear<F>> ears) {
        List<Descriptor> descriptors = new ArrayList<>(List.of(woken.descriptor()));
        ears.forEach(ear -> descriptors.add(ear.descriptor()));
        return new Poll(descriptors.toArray(Descriptor[]::new));
    }

    private void closeDone() {
        for (Ear<F> ear = done.poll(); ear != null; ear = done.poll()) {
            ear.close();
        }
    }

    @Override
    public void linkChanged(LinkEvent event) {
        if (event.after().isEmpty()) {
            event.before().map(link -> ears.remove(link.index())).ifPresent(ear -> {
                done.add(ear);
                wakeUp();
            });
        }
    }

    private synchronized void wakeUp() {
        wake.ifPresent(EventDescriptor::wake);
    }

    @Override
    public void close() {
        closed = true;
        // after an opening that is under way there
        namespace.later(this::wakeUp);
    }
}
