package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinkControl;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.SavedConfiguration;
import org.recoverykit.linux.model.SavedConfiguration.Kind;

@KernelTest
class LinkControlTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final MacAddress OTHER = MacAddress.parse("02:00:5e:10:00:ff");
    private static final int ARP = 0x0806;

    private final Lab lab = Lab.create();
    private final Host host = lab.host("a");
    private final LinkControl links = host.network().links();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void anInterfaceGetsAnotherAddressWhileUpAndAllHearOfIt() {
        host.connect("eth0");
        int eth0 = host.ifindex("eth0");

        assertThat(links.setHardwareAddress(eth0, OTHER, TIMEOUT).ok()).isTrue();

        assertThat(host.network().askLink(eth0, TIMEOUT).value().flatMap(Link::hardwareAddress))
                .contains(OTHER);
        Await.until(
                "the view shows it",
                () -> host.network()
                        .view()
                        .link("eth0")
                        .flatMap(Link::hardwareAddress)
                        .equals(Optional.of(OTHER)));
        for (MacAddress impossible : List.of(MacAddress.ZERO, MacAddress.BROADCAST)) {
            assertThat(links.setHardwareAddress(eth0, impossible, TIMEOUT).kind())
                    .as("%s", impossible)
                    .isEqualTo(KernelResult.Kind.REFUSED);
        }
        assertThat(links.setHardwareAddress(9999, OTHER, TIMEOUT).kind()).isEqualTo(KernelResult.Kind.NO_INTERFACE);
    }

    @Test
    void whatAnInterfaceLosesWhenItIsDownIsPutBack() {
        host.connect("eth0");
        int eth0 = host.ifindex("eth0");
        InterfaceAddress v6 = InterfaceAddress.of(eth0, Host.ip("2001:db8::1"), 64)
                .withFlags(InterfaceAddress.NO_DAD)
                .withLifetime(600);
        host.address("eth0", "192.0.2.1/24");
        assertThat(host.network().change(AddressChange.add(v6), TIMEOUT).ok()).isTrue();
        Route route = Route.via(new IpPrefix(Host.ip("203.0.113.0"), 24), Host.ip("192.0.2.9"), eth0, Route.MAIN_TABLE);
        assertThat(host.network().routing().addRoute(route, TIMEOUT).ok()).isTrue();
        SavedConfiguration saved = links.save(eth0, TIMEOUT).value().orElseThrow();
        assertThat(saved.of(Kind.ADDRESS)).hasSize(2);
        assertThat(saved.of(Kind.ROUTE)).hasSize(1);

        host.network().setLinkUp(eth0, false, TIMEOUT);
        host.network().setLinkUp(eth0, true, TIMEOUT);
        assertThat(links.giveBack(saved, TIMEOUT)).isEmpty();
        assertThat(links.giveBack(saved, TIMEOUT)).as("a second time").isEmpty();

        assertThat(host.network().dumpAddresses(eth0, TIMEOUT).value().orElseThrow())
                .filteredOn(address -> address.address().equals(v6.address()))
                .singleElement()
                .satisfies(address -> {
                    assertThat(address.usable()).isTrue();
                    assertThat(address.validSeconds()).isBetween(590L, 600L);
                });
        assertThat(host.network()
                        .routing()
                        .routes(Route.MAIN_TABLE, TIMEOUT)
                        .value()
                        .orElseThrow())
                .anyMatch(found -> found.destination().equals(route.destination()));
    }

    @Test
    void aTapHearsWhatComesInAndSendsBareFrames() throws Exception {
        host.connect("eth0");
        Host other = lab.host("b");
        other.connect("eth0");
        other.address("eth0", "192.0.2.2/24");
        MacAddress own = host.network()
                .view()
                .link("eth0")
                .flatMap(Link::hardwareAddress)
                .orElseThrow();
        ByteBuffer question = ByteBuffer.allocate(ArpCodec.LENGTH);
        ArpCodec.write(question, ArpFrame.probe(own, (Inet4Address) Host.ip("192.0.2.2")));

        try (WireTap tap = links.tap(host.ifindex("eth0"), ARP, TIMEOUT).value().orElseThrow()) {
            assertThat(tap.receive(Duration.ZERO)).isEmpty();
            assertThat(tap.send(question.array()).ok()).isTrue();
            byte[] answer = tap.receive(TIMEOUT).orElseThrow();
            assertThat(ArpCodec.decode(ByteBuffer.wrap(answer), answer.length))
                    .hasValueSatisfying(frame -> assertThat(frame.targetMac()).isEqualTo(own));
        }
        assertThat(links.tap(9999, ARP, TIMEOUT).result().kind()).isEqualTo(KernelResult.Kind.NO_INTERFACE);
    }
}
