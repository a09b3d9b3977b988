package org.recoverykit.linux.socket;

/**
 * A network namespace, kept alive by an open descriptor. Threads are in one each; new threads and processes begin in that
 * of the thread that starts them.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final String OWN = "/proc/thread-self/ns/net";

    private final Descriptor descriptor;

    private NetworkNamespace(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** That of the calling thread. */
    public static NetworkNamespace current() {
        return new NetworkNamespace(Descriptor.openFile(OWN));
    }

    /** Puts the calling thread into a new, empty one. Needs CAP_SYS_ADMIN. */
    public static NetworkNamespace unshare() {
        if (Native.libC().unshare(SocketNumbers.CLONE_NEWNET) < 0) {
            throw new SystemCallException("make a network namespace", Native.errno());
        }
        return current();
    }

    /** Puts the calling thread into this one. Needs CAP_SYS_ADMIN. */
    public void enter() {
        if (Native.libC().setns(descriptor.number(), SocketNumbers.CLONE_NEWNET) < 0) {
            throw new SystemCallException("enter a network namespace", Native.errno());
        }
    }

    /** For messages that name a namespace by its descriptor. */
    public int descriptorNumber() {
        return descriptor.number();
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
