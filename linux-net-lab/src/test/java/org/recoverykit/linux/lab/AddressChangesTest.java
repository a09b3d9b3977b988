package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.AddressEvent;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.KernelResult.Kind;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.InterfaceAddress;

@KernelTest
class AddressChangesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final InetAddress VIP = Host.ip("192.0.2.10");

    private Lab lab = Lab.create();
    private Host host = lab.host("a");
    private LinuxNetwork network = host.network();
    private int eth0;

    @BeforeEach
    void connect() {
        host.connect("eth0");
        eth0 = host.ifindex("eth0");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void addingTwiceAndRemovingTwiceTellsWhatWasThere() {
        AddressChange add = AddressChange.add(InterfaceAddress.of(eth0, VIP, 24));
        AddressChange remove = AddressChange.remove(eth0, VIP, 24);

        assertThat(kinds(List.of(add, add, remove, remove)))
                .containsExactly(Kind.OK, Kind.ALREADY_THERE, Kind.OK, Kind.NOT_THERE);
    }

    @Test
    void singleChangesGiveTheSameAnswersAsBatches() {
        AddressChange add = AddressChange.add(InterfaceAddress.of(eth0, VIP, 24));

        assertThat(network.change(add, TIMEOUT).kind()).isEqualTo(Kind.OK);
        KernelResult again = network.change(add, TIMEOUT);
        assertThat(again.kind()).isEqualTo(Kind.ALREADY_THERE);
        assertThat(again.message()).contains("192.0.2.10/24", "interface " + eth0, "EEXIST", "already assigned");
        assertThat(network.change(AddressChange.remove(eth0, VIP, 32), TIMEOUT).kind())
                .as("another prefix length is another address")
                .isEqualTo(Kind.NOT_THERE);
    }

    @Test
    void anUnknownInterfaceIsAnAnswerOfItsOwn() {
        assertThat(kinds(List.of(
                        AddressChange.add(InterfaceAddress.of(987654, VIP, 24)),
                        AddressChange.remove(987654, VIP, 24))))
                .containsExactly(Kind.NO_INTERFACE, Kind.NO_INTERFACE);
    }

    @Test
    void theViewShowsEveryDetailThatWasAsked() {
        InterfaceAddress wanted = InterfaceAddress.of(eth0, VIP, 24)
                .withLabel("eth0:vip")
                .withProtocol(77)
                .withFlags(InterfaceAddress.NO_PREFIX_ROUTE)
                .withBroadcast(Host.ip("192.0.2.255"));

        assertThat(network.change(AddressChange.add(wanted), TIMEOUT).ok()).isTrue();

        Await.until("the view to show the address", () -> !shown().isEmpty());
        assertThat(shown())
                .containsExactly(wanted.withFlags(InterfaceAddress.NO_PREFIX_ROUTE | InterfaceAddress.PERMANENT));
        assertThat(network.view().addresses(eth0)).containsAll(shown());
        assertThat(network.dumpAddresses(eth0, TIMEOUT).value().orElseThrow()).containsAll(shown());
        assertThat(network.dumpAddresses(TIMEOUT).value().orElseThrow()).containsAll(shown());
    }

    @Test
    void aFiniteLifetimeEndsTheAddressWithoutUs() {
        InterfaceAddress wanted = InterfaceAddress.of(eth0, VIP, 32).withLifetime(1);

        assertThat(network.change(AddressChange.put(wanted), TIMEOUT).ok()).isTrue();

        Await.until("the address to appear", () -> !shown().isEmpty());
        Await.until("the kernel to remove it", () -> shown().isEmpty());
    }

    @Test
    void ipv6AddressesGoTheSameWay() {
        InetAddress vip = Host.ip("2001:db8::10");
        InterfaceAddress wanted = InterfaceAddress.of(eth0, vip, 64).withFlags(InterfaceAddress.NO_DAD);

        assertThat(network.change(AddressChange.add(wanted), TIMEOUT)).isEqualTo(new KernelResult.Ok());

        Await.until(
                "the view to show it", () -> !network.view().addressesOf(vip).isEmpty());
        assertThat(network.localInterfaceOf(vip, TIMEOUT).value()).contains(eth0);
        assertThat(network.change(AddressChange.remove(eth0, vip, 64), TIMEOUT).ok())
                .isTrue();
    }

    @Test
    void theKernelTellsWhereAnAddressIs() {
        host.address("eth0", "192.0.2.1/24");

        assertThat(network.localInterfaceOf(Host.ip("192.0.2.1"), TIMEOUT).value())
                .contains(eth0);
        assertThat(network.localInterfaceOf(VIP, TIMEOUT).result().kind()).isEqualTo(Kind.NOT_THERE);
        assertThat(network.localInterfaceOf(Host.ip("127.4.5.6"), TIMEOUT)
                        .result()
                        .kind())
                .as("inside the loopback's block, but nobody's address")
                .isEqualTo(Kind.NOT_THERE);
        assertThat(network.localInterfaceOf(Host.ip("203.0.113.1"), TIMEOUT)
                        .result()
                        .kind())
                .as("no route at all")
                .isEqualTo(Kind.NOT_THERE);
    }

    @Test
    void onlyTheWatchedAddressIsTold() {
        List<AddressEvent> told = new ArrayList<>();
        Watch watch = network.watchAddress(VIP, told::add);

        host.address("eth0", "192.0.2.1/24").address("eth0", "192.0.2.10/24");
        network.change(AddressChange.remove(eth0, VIP, 24), TIMEOUT);
        Await.until("the removal to be told", () -> told.size() >= 2);
        watch.close();
        watch.close();
        host.address("eth0", "192.0.2.10/24");

        assertThat(told).hasSize(2);
        assertThat(told.get(0).added()).isTrue();
        assertThat(told.get(1).removed()).isTrue();
        assertThat(told.get(1).before().map(InterfaceAddress::ifindex)).isEqualTo(Optional.of(eth0));
    }

    @Test
    void aThousandAddressesComeAndGoInBatches() {
        List<AddressChange> adds = new ArrayList<>();
        List<AddressChange> removes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            InetAddress address = Host.ip("198.18." + i / 250 + "." + (1 + i % 250));
            adds.add(AddressChange.add(InterfaceAddress.of(eth0, address, 32)));
            removes.add(0, AddressChange.remove(eth0, address, 32));
        }

        assertThat(kinds(adds)).containsOnly(Kind.OK).hasSize(1000);
        Await.until("the view to show all", () -> ipv4Count() == 1000);
        assertThat(kinds(removes)).containsOnly(Kind.OK).hasSize(1000);
        Await.until("the view to show none", () -> ipv4Count() == 0);
    }

    @Test
    void warmingUpChangesNothing() {
        host.address("eth0", "192.0.2.1/24");
        List<InterfaceAddress> before = network.dumpAddresses(TIMEOUT).value().orElseThrow();

        network.warmUp();

        assertThat(network.dumpAddresses(TIMEOUT).value().orElseThrow()).isEqualTo(before);
    }

    private long ipv4Count() {
        return network.view().addresses(eth0).stream()
                .filter(address -> address.prefixLength() == 32)
                .count();
    }

    private List<InterfaceAddress> shown() {
        return network.view().addressesOf(VIP);
    }

    private List<Kind> kinds(List<AddressChange> changes) {
        return network.changeAll(changes, TIMEOUT).stream()
                .map(KernelResult::kind)
                .toList();
    }
}
