package org.recoverykit.kit.ip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.linux.codec.NdCodec;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.PacketSocket;

/** The Neighbor Discovery messages that come by at an interface of a host, from the moment it was opened. */
final class Overheard implements AutoCloseable {
    private final PacketSocket socket;
    private final List<NdFrame> frames = new ArrayList<>();

    private Overheard(PacketSocket socket) {
        this.socket = socket;
    }

    static Overheard at(Machine machine, String interfaceName) {
        int ifindex = machine.host().ifindex(interfaceName);
        return new Overheard(machine.call(() -> PacketSocket.forIpv6(ifindex)));
    }

    /** Everything so far that is about an address; only what a receiver may believe is decoded at all. */
    List<NdFrame> about(String address) {
        ByteBuffer buffer = Buffers.direct(2048);
        for (int length = socket.receiveNow(buffer); length > 0; length = socket.receiveNow(buffer)) {
            NdCodec.decode(buffer, Math.min(length, buffer.capacity())).ifPresent(frames::add);
        }
        return frames.stream()
                .filter(frame -> frame.target()
                        .equals(ProtectedAddress.parse(address + "/64").inetAddress()))
                .toList();
    }

    /** The announcements among them. */
    List<NdFrame.Advertisement> announcements(String address) {
        return about(address).stream()
                .filter(NdFrame.Advertisement.class::isInstance)
                .map(NdFrame.Advertisement.class::cast)
                .filter(frame -> frame.destination().isMulticastAddress())
                .toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
