package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.Optional;
import org.recoverykit.linux.model.IpFamily;

/** Which addresses a host can have and others can reach. The kernel takes nearly all of them, 224.0.0.5 among them. */
final class AddressRules {
    private final ProtectedAddress address;
    private final InetAddress inet;

    AddressRules(ProtectedAddress address) {
        this.address = address;
        this.inet = address.inetAddress();
    }

    /** Why this one will not do; empty if it will. */
    Optional<String> problem() {
        int shortest = address.family() == IpFamily.IPV4 ? 8 : 16;
        if (address.length() < shortest) {
            return Optional.of("prefix length " + address.length() + " is below " + shortest);
        }
        if (inet.isLoopbackAddress()) {
            return Optional.of("a loopback address cannot be reached from outside");
        }
        if (inet.isMulticastAddress()) {
            return Optional.of("a multicast address belongs to no host");
        }
        return address.family() == IpFamily.IPV4 ? problemOfIpv4() : problemOfIpv6();
    }

    private Optional<String> problemOfIpv4() {
        int bits = address.lowBits();
        int first = bits >>> 24;
        int hosts = address.isLone() ? 0 : -1 >>> address.length();
        if (first == 0) {
            return Optional.of("0.0.0.0/8 means 'this network', no host has it");
        }
        if (first >= 240) {
            return Optional.of("240.0.0.0/4 is reserved, or broadcast");
        }
        if (address.length() < 31 && (bits & hosts) == 0) {
            return Optional.of("this is the address of the network itself");
        }
        if (address.length() < 31 && (bits | ~hosts) == -1) {
            return Optional.of("this is the broadcast address of its network");
        }
        return Optional.empty();
    }

    private Optional<String> problemOfIpv6() {
        if (inet.isAnyLocalAddress()) {
            return Optional.of("'::' means 'no address yet'");
        }
        // RFC 4291, 2.6.1: with all host bits zero it is every router's of that subnet.
        boolean anycast = address.length() < 127 && inet.equals(address.networkOf(address.length()));
        return anycast ? Optional.of("this is the subnet-router anycast address of its network") : Optional.empty();
    }
}
