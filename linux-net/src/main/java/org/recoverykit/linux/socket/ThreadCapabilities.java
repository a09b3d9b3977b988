package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;

/** The capabilities of the calling thread, which threads and processes that it starts begin with. */
public final class ThreadCapabilities {
    private static final int VERSION_3 = 0x2008_0522;
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;
    private static final int HEADER = 8;
    private static final int DATA = 24;

    private ThreadCapabilities() {}

    /**
     * Gives up all but CAP_NET_ADMIN and CAP_NET_RAW, for good.
     *
     * @throws SystemCallException EPERM when it lacks one of the two
     */
    public static void keepNetworkOnly() {
        int two = 1 << CAP_NET_ADMIN | 1 << CAP_NET_RAW;
        ByteBuffer header = Buffers.direct(HEADER).putInt(0, VERSION_3);
        // Effective, permitted, inheritable: the lower 32 of each, then the upper.
        ByteBuffer data = Buffers.direct(DATA).putInt(0, two).putInt(4, two).putInt(8, two);
        if (Native.libC().capset(header, data) != 0) {
            throw new SystemCallException("give up capabilities", Native.errno());
        }
    }
}
