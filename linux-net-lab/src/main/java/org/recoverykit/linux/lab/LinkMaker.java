package org.recoverykit.linux.lab;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.MessageReader;
import org.recoverykit.linux.codec.MessageWriter;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.NetlinkSocket;

/** Makes and removes virtual links in the namespace of the thread that opened it. Used by one thread at a time. */
final class LinkMaker implements AutoCloseable {
    private static final int NAME = 3;
    private static final int MASTER = 10;
    private static final int LINK_INFO = 18;
    private static final int NAMESPACE = 28;
    private static final int KIND = 1;
    private static final int DATA = 2;
    private static final int VETH_PEER = 1;
    private static final int MAKE = Rtnetlink.REQUEST | Rtnetlink.ACK | Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE;
    private static final int CHANGE = Rtnetlink.REQUEST | Rtnetlink.ACK;
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int UP = 1;

    private final NetlinkSocket socket = NetlinkSocket.forRequests();
    private final ByteBuffer buffer = Buffers.direct(16 << 10);
    private int sequence;

    private LinkMaker() {}

    static LinkMaker open() {
        return new LinkMaker();
    }

    void bridge(String name, int ifindex) {
        request("make bridge " + name, writer -> {
            writer.begin(Rtnetlink.NEW_LINK, MAKE, ++sequence);
            LinkCodec.struct(writer, ifindex, UP, UP).attribute(NAME, name);
            int info = writer.beginNest(LINK_INFO);
            writer.attribute(KIND, "bridge").endNest(info).end();
        });
    }

    /**
     * A cable: one end here, the other in another namespace, with these index numbers. The kernel announces a lost carrier at
     * once only when the numbers of the two ends differ.
     */
    void veth(String name, int ifindex, String peerName, int peerIfindex, NetNs peerPlace) {
        request("make cable " + name + " to " + peerName + " in " + peerPlace.name(), writer -> {
            writer.begin(Rtnetlink.NEW_LINK, MAKE, ++sequence);
            LinkCodec.struct(writer, ifindex, 0, 0).attribute(NAME, name);
            int info = writer.beginNest(LINK_INFO);
            writer.attribute(KIND, "veth");
            int data = writer.beginNest(DATA);
            int peer = writer.beginNest(VETH_PEER);
            LinkCodec.struct(writer, peerIfindex, 0, 0).attribute(NAME, peerName);
            writer.attribute(NAMESPACE, peerPlace.namespace().descriptorNumber());
            writer.endNest(peer).endNest(data).endNest(info).end();
        });
    }

    void setUp(int ifindex) {
        request("set link " + ifindex + " up", writer -> LinkCodec.writeSetUp(writer, ++sequence, ifindex, true));
    }

    void putInBridge(int ifindex, int bridge) {
        request("put link " + ifindex + " in bridge " + bridge, writer -> {
            writer.begin(Rtnetlink.SET_LINK, CHANGE, ++sequence);
            LinkCodec.struct(writer, ifindex, UP, UP).attribute(MASTER, bridge).end();
        });
    }

    void rename(int ifindex, String name) {
        request("rename link " + ifindex + " to " + name, writer -> {
            writer.begin(Rtnetlink.SET_LINK, CHANGE, ++sequence);
            LinkCodec.struct(writer, ifindex, 0, 0).attribute(NAME, name).end();
        });
    }

    void delete(int ifindex) {
        request("delete link " + ifindex, writer -> {
            writer.begin(Rtnetlink.DEL_LINK, CHANGE, ++sequence);
            LinkCodec.struct(writer, ifindex, 0, 0).end();
        });
    }

    private void request(String what, Consumer<MessageWriter> message) {
        buffer.clear();
        message.accept(new MessageWriter(buffer));
        int sent = socket.send(buffer, buffer.position());
        long end = System.nanoTime() + TIMEOUT_NANOS;
        int length = sent < 0 ? sent : socket.receiveNow(buffer);
        while (length == -Errno.EAGAIN && System.nanoTime() - end < 0) {
            socket.awaitReadable(end - System.nanoTime());
            length = socket.receiveNow(buffer);
        }
        MessageReader answer = new MessageReader(buffer, Math.max(0, length));
        Ack ack = answer.next() ? Ack.decode(buffer, answer) : new Ack(Math.max(0, -length), "no answer");
        if (!ack.done() || length <= 0) {
            throw new LabException(what + ": " + Errno.describe(ack.errno()) + " " + ack.text());
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
