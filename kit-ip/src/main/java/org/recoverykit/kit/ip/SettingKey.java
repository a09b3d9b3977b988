package org.recoverykit.kit.ip;

import org.recoverykit.linux.InterfaceSysctl;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.IpFamily;

/**
 * Which kernel setting of an interface.
 *
 * @param family of whose settings: both have some of one name
 * @param name under {@code net/ipv4/conf/<interface>/} or {@code net/ipv6/conf/<interface>/}
 */
record SettingKey(IpFamily family, String name) {
    private static final String IPV6 = "ipv6-";

    /** The one that a text names. */
    static SettingKey of(String text) {
        return text.startsWith(IPV6)
                ? new SettingKey(IpFamily.IPV6, text.substring(IPV6.length()))
                : new SettingKey(IpFamily.IPV4, text);
    }

    /** Where to read and write it. */
    InterfaceSysctl of(LinuxNetwork network) {
        return network.sysctl(family);
    }

    /** As it stands in notes and messages. */
    @Override
    public String toString() {
        return family == IpFamily.IPV6 ? IPV6 + name : name;
    }
}
