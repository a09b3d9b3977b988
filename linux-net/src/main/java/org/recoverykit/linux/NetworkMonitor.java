package org.recoverykit.linux;

import org.recoverykit.linux.socket.EventDescriptor;
import org.recoverykit.linux.socket.NetlinkSocket;
import org.recoverykit.linux.socket.Poll;
import org.recoverykit.linux.socket.SocketNumbers;

/**
 * One thread that waits for events, and for nothing else as long as nobody watches a link. It alone changes the table, calls
 * listeners and, at its end, closes its sockets.
 */
final class NetworkMonitor implements Runnable {
    private final NetlinkSocket events;
    private final RequestChannel channel;
    private final EventDescriptor wake;
    private final NetworkTable table;
    private final TableKeeper keeper;
    private volatile boolean stopped;

    NetworkMonitor(
            NetlinkSocket events,
            RequestChannel channel,
            EventDescriptor wake,
            NetworkTable table,
            TableKeeper keeper) {
        this.events = events;
        this.channel = channel;
        this.wake = wake;
        this.table = table;
        this.keeper = keeper;
    }

    /** Makes the loop look at its work again; any thread. */
    void wake() {
        wake.wake();
    }

    /** Makes the loop end soon; any thread. */
    void stop() {
        stopped = true;
        wake.wake();
    }

    @Override
    public void run() {
        Poll poll = new Poll(events.descriptor(), wake.descriptor());
        try {
            while (!stopped) {
                turn(poll);
            }
        } finally {
            table.setCurrent(false);
            events.close();
            channel.close();
            wake.close();
        }
    }

    /** A method of its own: the loop, entered once and never left, stays interpreted for ever, and between these calls clients wait. */
    private void turn(Poll poll) {
        poll.awaitMillis(SocketNumbers.POLLIN, keeper.millisToWait());
        if (poll.ready(1)) {
            wake.drain();
        }
        keeper.turn(poll.ready(0));
    }
}
