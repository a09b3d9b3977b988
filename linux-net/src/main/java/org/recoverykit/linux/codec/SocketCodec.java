package org.recoverykit.linux.codec;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.linux.model.TcpSocket;

/** SOCK_DIAG_BY_FAMILY and SOCK_DESTROY of sock_diag(7), for TCP sockets that have a local address. */
public final class SocketCodec {
    /** Both ends have agreed: the other one may wait for data. Half closed by the other end (CLOSE_WAIT), it still may. */
    public static final int CONNECTED = bit(1) | bit(8);
    /** Everything that has two ends, but for TIME_WAIT (6), which waits for nobody. */
    public static final int NOT_OVER = CONNECTED | bit(2) | bit(3) | bit(4) | bit(5) | bit(9) | bit(11);

    private static final int BY_FAMILY = 20;
    private static final int DESTROY = 21;
    private static final int TCP = 6;
    private static final int REQUEST_BYTECODE = 1;
    private static final int SOURCE_CONDITION = 7;
    private static final int ANY_PORT = -1;
    private static final int INSTRUCTION = 4;
    private static final int CONDITION = 8;
    private static final int STRUCT = 72;
    private static final int ID = 4;
    private static final int ADDRESS = 16;
    private static final int MAPPED_AT = 10;

    private SocketCodec() {}

    /**
     * Asks for the sockets of one family in some states whose local address is this one; the kernel filters. For an IPv4
     * address ask both families: a socket of IPv6 may have IPv4 connections.
     */
    public static void writeDump(MessageWriter writer, int sequence, boolean ipv6, int states, InetAddress local) {
        request(writer.begin(BY_FAMILY, Rtnetlink.REQUEST | Rtnetlink.DUMP, sequence), ipv6, states);
        for (int at = 0; at < STRUCT - ID - 5 * Integer.BYTES; at += Integer.BYTES) {
            writer.u32(0); // an id that the kernel does not look at in a dump
        }
        writer.attribute(REQUEST_BYTECODE, onlyFrom(writer, local)).end();
    }

    /** Ends one socket, wherever its process is: the process gets ECONNABORTED, the other end a reset. */
    public static void writeDestroy(MessageWriter writer, int sequence, TcpSocket socket) {
        TcpConnection ends = socket.connection();
        request(writer.begin(DESTROY, Rtnetlink.REQUEST | Rtnetlink.ACK, sequence), socket.ipv6(), NOT_OVER);
        port(writer, ends.localPort());
        port(writer, ends.remotePort());
        address(writer, ends.local(), socket.ipv6());
        address(writer, ends.remote(), socket.ipv6());
        writer.u32(socket.boundInterface())
                .u32((int) socket.cookie())
                .u32((int) (socket.cookie() >>> Integer.SIZE))
                .end();
    }

    /** Decodes the answer to a dump; empty for what is no connection. */
    public static Optional<TcpSocket> decode(ByteBuffer buffer, MessageReader message) {
        int from = message.from();
        if (message.type() != BY_FAMILY) {
            return Optional.empty();
        }
        if (message.to() - from < STRUCT) {
            throw new MalformedMessageException("a socket message is cut short", from);
        }
        boolean ipv6 = buffer.get(from) == Rtnetlink.INET6;
        if (!ipv6 && buffer.get(from) != Rtnetlink.INET) {
            return Optional.empty();
        }
        int id = from + ID;
        int localPort = port(buffer, id);
        int remotePort = port(buffer, id + 2);
        InetAddress local = address(buffer, id + 4, ipv6);
        InetAddress remote = address(buffer, id + 4 + ADDRESS, ipv6);
        if (localPort == 0 || remotePort == 0 || local.getAddress().length != remote.getAddress().length) {
            return Optional.empty();
        }
        int last = id + 4 + 2 * ADDRESS;
        long cookie = Integer.toUnsignedLong(buffer.getInt(last + 4)) | (long) buffer.getInt(last + 8) << Integer.SIZE;
        return Optional.of(new TcpSocket(
                new TcpConnection(local, localPort, remote, remotePort), ipv6, buffer.getInt(last), cookie));
    }

    private static void request(MessageWriter writer, boolean ipv6, int states) {
        writer.u8(ipv6 ? Rtnetlink.INET6 : Rtnetlink.INET).u8(TCP).u8(0).u8(0).u32(states);
    }

    /** One instruction of the kernel's filter; who fails it jumps behind the end, which is no. */
    private static byte[] onlyFrom(MessageWriter writer, InetAddress local) {
        byte[] octets = local.getAddress();
        int length = INSTRUCTION + CONDITION + octets.length;
        return writer.scratch(length)
                .put((byte) SOURCE_CONDITION)
                .put((byte) length)
                .putShort((short) (length + INSTRUCTION))
                .put((byte) (octets.length == 4 ? Rtnetlink.INET : Rtnetlink.INET6))
                .put((byte) (octets.length * Byte.SIZE))
                .putShort((short) 0)
                .putInt(ANY_PORT)
                .put(octets)
                .array();
    }

    /** Ports are in network order, whatever the rest is in. */
    private static void port(MessageWriter writer, int port) {
        writer.u8(port >>> Byte.SIZE).u8(port);
    }

    private static int port(ByteBuffer buffer, int at) {
        return Byte.toUnsignedInt(buffer.get(at)) << Byte.SIZE | Byte.toUnsignedInt(buffer.get(at + 1));
    }

    private static void address(MessageWriter writer, InetAddress address, boolean ipv6) {
        byte[] octets = address.getAddress();
        byte[] whole = new byte[ADDRESS];
        boolean mapped = ipv6 && octets.length == 4;
        if (mapped) {
            whole[MAPPED_AT] = (byte) 0xff;
            whole[MAPPED_AT + 1] = (byte) 0xff;
        }
        System.arraycopy(octets, 0, whole, mapped ? MAPPED_AT + 2 : 0, octets.length);
        for (byte octet : whole) {
            writer.u8(octet);
        }
    }

    private static InetAddress address(ByteBuffer buffer, int at, boolean ipv6) {
        byte[] octets = new byte[ipv6 ? ADDRESS : 4];
        buffer.get(at, octets);
        try {
            // An IPv4 address mapped into IPv6 becomes the IPv4 address.
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 octets are addresses", e);
        }
    }

    private static int bit(int state) {
        return 1 << state;
    }
}
