package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.socket.NetlinkSocket;

/** What goes on for ever or stands in the way of a move must cost next to nothing once warm. */
class CostTest {
    private static final int WARM = 20_000;
    private static final int MEASURED = 5_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final NetworkTable table = new NetworkTable();
    private final Watchers watchers = new Watchers();
    private long heardAt;

    @Test
    void askingForAnUnchangedLinkAllocatesNothing() {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "links are asked of Linux");
        try (Dialogue dialogue =
                new Dialogue(NetlinkSocket.forRequests(), NetlinkSocket::forRequests, System::nanoTime)) {
            LinkPoll poll = new LinkPoll(dialogue);
            Link loopback = poll.ask(1).orElseThrow();
            int different = asked(poll, loopback, WARM);
            long before = threads.getCurrentThreadAllocatedBytes();
            different += asked(poll, loopback, MEASURED);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(different).as("differences of a link that stands still").isZero();
            assertThat(bytes / MEASURED).as("bytes for one poll").isLessThan(8);
        }
    }

    private static int asked(LinkPoll poll, Link link, int times) {
        List<Link> links = List.of(link);
        int different = 0;
        for (int i = 0; i < times; i++) {
            different += poll.differing(links).size();
        }
        return different;
    }

    @Test
    void fromAnEventToItsListenerTakesMicroseconds() {
        ScriptedKernel events = ScriptedKernel.silent();
        EventFeed feed = new EventFeed(events, new Changes(table, watchers));
        watchers.link("eth0", event -> heardAt = System.nanoTime());
        long[] nanos = new long[MEASURED];
        turns(events, feed, new long[WARM]);
        long before = threads.getCurrentThreadAllocatedBytes();
        turns(events, feed, nanos);
        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;

        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[MEASURED / 2]))
                .as("half of all; one in a hundred takes %d ns or more", nanos[MEASURED * 99 / 100])
                .isLessThan(Duration.ofNanos(60_000));
        assertThat(bytes).as("bytes for one event").isLessThan(4096);
    }

    private void turns(ScriptedKernel events, EventFeed feed, long[] nanos) {
        for (int i = 0; i < nanos.length; i++) {
            events.deliver(ScriptedKernel.link(0, 0, 7, "eth0", i % 2 == 0 ? Link.UP : Link.UP | Link.LOWER_UP));
            long start = System.nanoTime();
            feed.drain();
            nanos[i] = heardAt - start;
        }
    }
}
