package org.recoverykit.linux.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apiguardian.api.API;

/**
 * An ARP packet for IPv4 over Ethernet.
 *
 * @param operation request or reply
 * @param senderMac also the frame's source: receivers call it a forgery when the two differ
 * @param senderAddress 0.0.0.0 in a probe
 * @param targetMac zero in a request
 * @param targetAddress the address asked for or told
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ArpFrame(
        Operation operation,
        MacAddress senderMac,
        Inet4Address senderAddress,
        MacAddress targetMac,
        Inet4Address targetAddress) {

    /** The two that IPv4 hosts use. */
    public enum Operation {
        REQUEST,
        REPLY
    }

    /**
     * "This address is mine", as a request: what every Linux receiver believes, even within its neighbour lock time (1 s) of
     * an earlier update, when it ignores the reply form.
     */
    public static ArpFrame announcement(MacAddress mac, Inet4Address address) {
        return new ArpFrame(Operation.REQUEST, mac, address, MacAddress.ZERO, address);
    }

    /** "This address is mine", as a reply: for receivers that listen to replies only. */
    public static ArpFrame announcementReply(MacAddress mac, Inet4Address address) {
        return new ArpFrame(Operation.REPLY, mac, address, mac, address);
    }

    /** "Has anybody this address?" without claiming it (RFC 5227, 2.1.1). */
    public static ArpFrame probe(MacAddress mac, Inet4Address address) {
        return new ArpFrame(Operation.REQUEST, mac, UNSPECIFIED, MacAddress.ZERO, address);
    }

    /** Sender and target are the same address: an announcement in either form. */
    public boolean announces() {
        return senderAddress.equals(targetAddress);
    }

    /** "Where is this station?", asked in the name of an address of the asking interface. */
    public static ArpFrame request(MacAddress mac, Inet4Address asker, Inet4Address asked) {
        return new ArpFrame(Operation.REQUEST, mac, asker, MacAddress.ZERO, asked);
    }

    /** A probe: asks for an address in nobody's name. */
    public boolean probes() {
        return operation == Operation.REQUEST && senderAddress.equals(UNSPECIFIED);
    }

    private static final Inet4Address UNSPECIFIED = unspecified();

    private static Inet4Address unspecified() {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an IPv4 address", e);
        }
    }
}
