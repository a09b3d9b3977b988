package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network interface.
 *
 * @param id as {@code eni-01234567}
 * @param vpcId the VPC that it is in
 * @param instanceId the instance that it is attached to, if any
 * @param mac its MAC address
 * @param privateIps its IPv4 addresses, the primary one first
 * @param ipv6s its IPv6 addresses
 * @param sourceDestCheck whether the VPC drops what is neither from nor for one of its addresses
 */
public record Eni(
        String id,
        String vpcId,
        Optional<String> instanceId,
        String mac,
        List<String> privateIps,
        List<String> ipv6s,
        boolean sourceDestCheck) {

    /** Copies; an interface has at least its primary address. */
    public Eni {
        requireNonNull(id, "id");
        requireNonNull(vpcId, "vpcId");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(mac, "mac");
        privateIps = List.copyOf(privateIps);
        ipv6s = List.copyOf(ipv6s);
        if (privateIps.isEmpty()) {
            throw new IllegalArgumentException(id + " has no address; give its primary one");
        }
    }

    /** An interface as it is after its making: attached, checking source and destination. */
    public static Eni attached(String id, String vpcId, String instanceId, String privateIp) {
        return new Eni(id, vpcId, Optional.of(instanceId), Cloud.macOf(id), List.of(privateIp), List.of(), true);
    }

    /** The address that counts when none is named. */
    public String primaryIp() {
        return privateIps.get(0);
    }

    /** The same with the check on or off. */
    public Eni checking(boolean on) {
        return new Eni(id, vpcId, instanceId, mac, privateIps, ipv6s, on);
    }

    /** The same with one more private address. */
    public Eni alsoHaving(String privateIp) {
        List<String> more = new ArrayList<>(privateIps);
        more.add(privateIp);
        return new Eni(id, vpcId, instanceId, mac, more, ipv6s, sourceDestCheck);
    }

    /** The same, attached to nothing. */
    public Eni detached() {
        return new Eni(id, vpcId, Optional.empty(), mac, privateIps, ipv6s, sourceDestCheck);
    }
}
