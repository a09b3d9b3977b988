package org.recoverykit.linux.model;

import java.net.Inet4Address;
import org.apiguardian.api.API;

/**
 * An ICMP echo in an IPv4 packet in an Ethernet frame.
 *
 * @param kind question or answer
 * @param source the frame's sender
 * @param destination the frame's receiver: whom the sender's ARP cache names
 * @param from the packet's sender
 * @param to the packet's receiver
 * @param identifier 16 bits, tells the questions of one asker from others'
 * @param sequence 16 bits
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record EchoFrame(
        Kind kind,
        MacAddress source,
        MacAddress destination,
        Inet4Address from,
        Inet4Address to,
        int identifier,
        int sequence) {

    /** Question or answer. */
    public enum Kind {
        REQUEST,
        REPLY
    }
}
