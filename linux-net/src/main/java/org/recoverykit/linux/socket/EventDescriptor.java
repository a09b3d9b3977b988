package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;

/** Wakes a thread that polls: closing or interrupting does not. Any thread may wake; one drains and closes. */
public final class EventDescriptor implements AutoCloseable {
    private final Descriptor descriptor = Descriptor.of(
            Native.libC().eventfd(0, SocketNumbers.NONBLOCK | SocketNumbers.O_CLOEXEC), "open an event descriptor");
    private final ByteBuffer drained = Buffers.direct(8);
    private final ByteBuffer one = Buffers.direct(8).putLong(0, 1L);
    private boolean closed;

    /** To poll. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Makes the descriptor readable; does nothing once closed. */
    public synchronized void wake() {
        if (!closed) {
            int unused = descriptor.write(one);
        }
    }

    /** Makes it unreadable again. */
    public void drain() {
        int unused = descriptor.read(drained);
    }

    @Override
    public synchronized void close() {
        closed = true;
        descriptor.close();
    }
}
