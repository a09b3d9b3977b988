package org.recoverykit.linux;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.codec.AddressCodec;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.MessageWriter;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.Transport;

/**
 * Walks every path of a move some hundred times without changing anything: removes what is absent, adds what is there, and
 * sends frames to the loopback, which drops them. Without it the first move runs in interpreted code, ten times slower.
 */
final class Rehearsal {
    private static final int ROUNDS = 400;
    private static final int EVENTS_IN_A_ROUND = 20;
    private static final Duration LONGEST = Duration.ofMillis(800);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final MacAddress NOBODY = new MacAddress(0x0200_0000_0001L);

    /** Reserved, so on no interface. */
    static final Inet4Address ABSENT = address(255, 255, 255, 254);

    private final LinuxNetwork network;
    private final CarrierAlarm alarm;
    private final NetworkTable table = new NetworkTable();
    private final Watchers watchers = new Watchers();
    private final Changes changes = new Changes(table, watchers);
    private final Replay replay = new Replay();
    private final EventFeed feed = new EventFeed(replay, changes);
    private int heard;

    Rehearsal(LinuxNetwork network, CarrierAlarm alarm) {
        this.network = network;
        this.alarm = alarm;
    }

    void run() {
        List<Link> links = network.view().links();
        Optional<Link> loopback = links.stream().filter(Link::loopback).findFirst();
        int ifindex = loopback.map(Link::index).orElse(0);
        AddressChange remove = AddressChange.remove(ifindex, ABSENT, 32);
        // The loopback's own only: an address that goes away just now must not come back by this.
        List<AddressChange> adds = loopback.stream()
                .flatMap(link -> network.view().addresses(link.index()).stream())
                .limit(1)
                .map(AddressChange::add)
                .toList();
        Watch carriers = watchers.carriers(alarm);
        Watch link = watchers.link(ifindex, event -> heard++);
        Watch named = watchers.link(loopback.map(Link::name).orElse("lo"), event -> heard++);
        Watch address = watchers.address(ABSENT, event -> heard++);
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() - end < 0; round++) {
            KernelResult removed = network.change(remove, TIMEOUT);
            if (removed.kind() == KernelResult.Kind.TIMED_OUT) {
                break;
            }
            network.changeAll(List.of(remove, remove), TIMEOUT);
            adds.forEach(add -> network.change(add, TIMEOUT));
            network.localInterfaceOf(ABSENT, TIMEOUT);
            network.routing().routeTo(address(127, 0, 0, 1), Optional.empty(), Optional.empty(), TIMEOUT);
            network.arp().send(ifindex, ArpFrame.announcement(NOBODY, ABSENT));
            KernelAnswer<Link> before = network.askLink(ifindex, TIMEOUT);
            KernelAnswer<Link> after = network.askLink(ifindex, TIMEOUT);
            before.value().ifPresent(one -> after.value().ifPresent(other -> rehearseEvents(one, other)));
        }
        carriers.close();
        link.close();
        named.close();
        address.close();
    }

    /** Against a table of its own, which nobody else sees. Two answers share no objects, so all of them is compared. */
    private void rehearseEvents(Link link, Link same) {
        Link cut = same.withFlags(link.flags() ^ Link.LOWER_UP);
        for (int i = 0; i < EVENTS_IN_A_ROUND; i++) {
            changes.link(link);
            changes.link(cut);
            changes.link(link);
            replay.play(InterfaceAddress.of(link.index(), ABSENT, 32), cut);
            feed.drain();
        }
        changes.linkGone(link.index());
    }

    private static Inet4Address address(int a, int b, int c, int d) {
        try {
            byte[] octets = {(byte) a, (byte) b, (byte) c, (byte) d};
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an IPv4 address", e);
        }
    }

    /** Sends as the kernel would when an address comes, a link loses its carrier, and the address goes. */
    private static final class Replay implements Transport {
        private static final int LONGEST_DATAGRAM = 2048;

        private final ByteBuffer datagram = Buffers.direct(LONGEST_DATAGRAM);
        private int length;

        void play(InterfaceAddress address, Link cut) {
            MessageWriter writer = new MessageWriter(datagram.clear());
            AddressCodec.write(writer, Rtnetlink.NEW_ADDRESS, 0, 0, address);
            LinkCodec.writeNew(writer, cut);
            AddressCodec.write(writer, Rtnetlink.DEL_ADDRESS, 0, 0, address);
            length = writer.length();
        }

        @Override
        public int receiveNow(ByteBuffer into) {
            if (length == 0) {
                return -Errno.EAGAIN;
            }
            into.clear().put(datagram.flip());
            int received = length;
            length = 0;
            return received;
        }

        @Override
        public int send(ByteBuffer messages, int messagesLength) {
            return messagesLength;
        }

        @Override
        public boolean awaitReadable(long timeoutNanos) {
            return length > 0;
        }

        @Override
        public void close() {
            length = 0;
        }
    }
}
