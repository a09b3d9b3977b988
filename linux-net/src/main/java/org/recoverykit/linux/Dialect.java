package org.recoverykit.linux;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.codec.ArpFilter;
import org.recoverykit.linux.codec.NdCodec;
import org.recoverykit.linux.codec.NdFilter;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.socket.SocketNumbers;

/**
 * A protocol by which hosts on one wire tell each other who has which address.
 *
 * @param <F> a frame of it
 */
interface Dialect<F> {
    /** Of IPv4: the frames whose sender claims an address, and probes for it. */
    Dialect<ArpFrame> ARP = new Dialect<>() {
        @Override
        public String name() {
            return "ARP";
        }

        @Override
        public int protocol() {
            return SocketNumbers.ETH_P_ARP;
        }

        @Override
        public int longestFilter() {
            return ArpFilter.longest() * ArpFilter.INSTRUCTION;
        }

        @Override
        public int filter(ByteBuffer program, Set<InetAddress> subjects) {
            return ArpFilter.write(program, lastWords(subjects));
        }

        @Override
        public Optional<ArpFrame> decode(ByteBuffer buffer, int length) {
            return ArpCodec.decode(buffer, length);
        }

        @Override
        public Inet4Address subject(ArpFrame frame) {
            return frame.probes() ? frame.targetAddress() : frame.senderAddress();
        }
    };

    /** Of IPv6: solicitations and advertisements whose target an address is. */
    Dialect<NdFrame> ND = new Dialect<>() {
        @Override
        public String name() {
            return "ND";
        }

        @Override
        public int protocol() {
            return SocketNumbers.ETH_P_IPV6;
        }

        @Override
        public int longestFilter() {
            return NdFilter.longest() * NdFilter.INSTRUCTION;
        }

        @Override
        public int filter(ByteBuffer program, Set<InetAddress> subjects) {
            return NdFilter.write(program, lastWords(subjects));
        }

        @Override
        public Optional<NdFrame> decode(ByteBuffer buffer, int length) {
            return NdCodec.decode(buffer, length);
        }

        @Override
        public InetAddress subject(NdFrame frame) {
            return frame.target();
        }
    };

    /** For messages. */
    String name();

    /** Its number in an Ethernet frame. */
    int protocol();

    /** The most bytes that a filter takes. */
    int longestFilter();

    /** Writes a filter that lets through the frames about these, and as few others as it can: how many instructions. */
    int filter(ByteBuffer program, Set<InetAddress> subjects);

    /** Reads a frame; empty for what a receiver has to ignore. */
    Optional<F> decode(ByteBuffer buffer, int length);

    /** The address that a frame is about. */
    InetAddress subject(F frame);

    private static Collection<Integer> lastWords(Set<InetAddress> addresses) {
        return addresses.stream()
                .map(InetAddress::getAddress)
                .map(octets -> ByteBuffer.wrap(octets).getInt(octets.length - Integer.BYTES))
                .toList();
    }
}
