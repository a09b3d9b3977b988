package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;

/** Datagrams to and from the kernel: a socket, or a script that plays the kernel. Used by one thread at a time. */
public interface Transport extends AutoCloseable {
    /** Sends messages: their length or a negative error number. */
    int send(ByteBuffer messages, int length);

    /**
     * Receives what the kernel sent, without waiting: a length of at most the buffer's, or a negative error number such as
     * EAGAIN or ENOBUFS.
     *
     * @throws SystemCallException what came did not fit
     */
    int receiveNow(ByteBuffer into);

    /** Waits until there is something to receive, or this long: whether there is. */
    boolean awaitReadable(long timeoutNanos);

    @Override
    void close();
}
