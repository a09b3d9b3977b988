package org.recoverykit.linux;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.SystemCallException;
import org.recoverykit.linux.socket.Transport;

/**
 * Requests and their answers over a socket that is replaced when its answers can no longer be told apart. Sequence numbers
 * go on over such a change, so even a socket that inherits a late answer does not take it for its own. Used by one thread
 * at a time; allocates nothing but when it opens a socket.
 */
final class Dialogue implements AutoCloseable {
    static final int BUFFER = 64 << 10;

    /** Opens a socket in the right namespace. */
    interface Opener {
        Transport open() throws SystemCallException;
    }

    private final ByteBuffer in = Buffers.direct(BUFFER);
    private final Opener opener;
    private final LongSupplier nanoClock;
    private @Nullable Transport transport;
    private int sequence;

    Dialogue(Transport first, Opener opener, LongSupplier nanoClock) {
        this.transport = first;
        this.opener = opener;
        this.nanoClock = nanoClock;
    }

    /** One that opens its first socket for its first request. */
    Dialogue(Opener opener, LongSupplier nanoClock) {
        this.opener = opener;
        this.nanoClock = nanoClock;
    }

    /** A sequence number that no request before had. */
    int nextSequence() {
        return nextSequences(1);
    }

    /** The first of so many consecutive ones. */
    int nextSequences(int count) {
        int first = sequence + 1;
        sequence += count;
        return first;
    }

    long deadlineIn(long nanos) {
        return nanoClock.getAsLong() + nanos;
    }

    /** What {@link #receive} received. */
    ByteBuffer received() {
        return in;
    }

    /** Sends requests, by a fresh socket if the last one was dropped: their length or a negative error number. */
    int send(ByteBuffer requests, int length) {
        Transport open = transport;
        if (open == null) {
            open = opener.open();
            transport = open;
        }
        return open.send(requests, length);
    }

    /**
     * A length, or 0 when the time is over. Most answers are there before send returns.
     *
     * @throws SystemCallException the kernel could not deliver the answer
     */
    int receive(long deadline) {
        Transport open = transport;
        if (open == null) {
            return 0;
        }
        int length = open.receiveNow(in);
        while (length == -Errno.EAGAIN || length == -Errno.EINTR) {
            long left = deadline - nanoClock.getAsLong();
            if (left <= 0) {
                return 0;
            }
            open.awaitReadable(left);
            length = open.receiveNow(in);
        }
        if (length < 0) {
            throw new SystemCallException("receive the kernel's answer", -length);
        }
        return length;
    }

    /** Drops the socket, and with it every answer that has not come; the next request opens another. */
    @Override
    public void close() {
        Transport open = transport;
        if (open != null) {
            open.close();
            transport = null;
        }
    }
}
