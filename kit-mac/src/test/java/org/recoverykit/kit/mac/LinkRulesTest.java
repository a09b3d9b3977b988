package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/** Interfaces that this machine's kernel may not be able to make, as rtnetlink and sysfs would show them. */
class LinkRulesTest {
    private static final int ETHERNET = 1;
    private static final int INFINIBAND = 32;

    @TempDir
    Path sysfs;

    @Test
    void aPhysicalInterfaceAndACableBetweenNamespacesMayMove() {
        assertThat(refusal(link(1, "eth0", "", ETHERNET, 0, 1))).isEmpty();
        assertThat(refusal(link(1, "eth0", "veth", ETHERNET, 0, 9))).isEmpty();
        assertThat(LinkRules.refusal(new FixedLinks(List.of()), "eth7", here()))
                .as("plugged in later")
                .isEmpty();
    }

    @Test
    void whatIsNotEthernetIsRefused() {
        assertThat(refusal(link(1, "ib0", "", INFINIBAND, 0, 1)))
                .contains("'ib0' is not Ethernet (ARPHRD type 32); only Ethernet addresses can move; name an Ethernet"
                        + " interface");
    }

    @Test
    void theLoopbackIsRefused() {
        Link loopback = new Link(
                1,
                "lo",
                List.of(),
                "",
                Link.UP | Link.LOOPBACK,
                Link.OperState.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                0,
                1,
                772,
                65536);
        assertThat(refusal(loopback)).contains("'lo' is the loopback interface, which has no hardware address");
    }

    @Test
    void wirelessInterfacesAreRefused() throws IOException {
        Files.createDirectories(sysfs.resolve("class/net/wlan0/phy80211"));
        assertThat(refusal(link(1, "wlan0", "", ETHERNET, 0, 1)))
                .contains(
                        "'wlan0' is a wireless interface: its access point knows it by its address; name a wired one");
    }

    @Test
    void portsOfABridgeOrBondAreRefused() {
        for (String kind : List.of("bridge", "bond")) {
            Optional<String> refused =
                    refusal(link(1, "eth0", "", ETHERNET, 2, 1), link(2, "over0", kind, ETHERNET, 0, 2));
            assertThat(refused)
                    .contains("'eth0' belongs to the " + kind
                            + " 'over0', which decides about its address; name an interface that is nobody's port");
        }
    }

    @Test
    void bridgesBondsAndVlansThemselvesAreRefused() {
        for (String kind : List.of("bridge", "bond", "vlan", "macvlan", "tun")) {
            assertThat(refusal(link(1, "x0", kind, ETHERNET, 0, 1)))
                    .contains("'x0' is a " + kind
                            + ", which takes its address from others or gives it to them; name the interface of a"
                            + " network card");
        }
    }

    @Test
    void parentsOfMacvlansAndVlansAreRefused() {
        for (String kind : List.of("macvlan", "vlan", "ipvlan")) {
            Optional<String> refused =
                    refusal(link(1, "eth0", "", ETHERNET, 0, 1), link(2, "eth0.5", kind, ETHERNET, 0, 1));
            assertThat(refused)
                    .contains("'eth0' is the parent of the " + kind
                            + " 'eth0.5', which depends on its address; take that off, or name another interface");
        }
    }

    @Test
    void onEc2TheNetworkDropsForeignAddresses() throws IOException {
        Files.createDirectories(sysfs.resolve("class/dmi/id"));
        Files.writeString(sysfs.resolve("class/dmi/id/sys_vendor"), "Amazon EC2\n");
        assertThat(refusal(link(1, "ens5", "", ETHERNET, 0, 1)))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("'ens5' is on Amazon EC2, where the network drops frames of any address"));
        assertThat(refusal(link(1, "veth0", "veth", ETHERNET, 0, 9)))
                .as("not on Amazon's network")
                .isEmpty();

        Files.delete(sysfs.resolve("class/dmi/id/sys_vendor"));
        Files.createDirectories(sysfs.resolve("hypervisor"));
        Files.writeString(sysfs.resolve("hypervisor/uuid"), "EC2E1916-9099-7CAF-FD21-012345ABCDEF\n");
        assertThat(refusal(link(1, "eth0", "", ETHERNET, 0, 1)))
                .as("a Xen instance")
                .isPresent();
    }

    private Optional<String> refusal(Link... links) {
        return LinkRules.refusal(new FixedLinks(List.of(links)), links[0].name(), here());
    }

    private Surroundings here() {
        return new Surroundings(sysfs, "boot");
    }

    private static Link link(int index, String name, String kind, int type, int master, int below) {
        return new Link(
                index,
                name,
                List.of(),
                kind,
                Link.UP | Link.LOWER_UP,
                Link.OperState.UP,
                Optional.of(new MacAddress(0x0200_0000_0000L + index)),
                Optional.empty(),
                master,
                below,
                type,
                1500);
    }
}
