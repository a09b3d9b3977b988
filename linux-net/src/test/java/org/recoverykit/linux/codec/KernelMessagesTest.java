package org.recoverykit.linux.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Link.OperState;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;

class KernelMessagesTest {
    @Test
    void aLinkIsReadAsTheKernelSentIt() {
        ByteBuffer buffer = Golden.buffer("link");

        Link link = LinkCodec.decode(buffer, Golden.first(buffer));

        assertThat(link.index()).isEqualTo(100);
        assertThat(link.name()).isEqualTo("eth0");
        assertThat(link.kind()).isEqualTo("veth");
        assertThat(link.mtu()).isEqualTo(1500);
        assertThat(link.hasCarrier()).isTrue();
        assertThat(link.ethernet()).isTrue();
        assertThat(link.operState()).isEqualTo(OperState.UP);
        assertThat(link.linkIndex()).isEqualTo(1000);
        assertThat(link.masterIndex()).isZero();
        assertThat(link.hardwareAddress()).contains(MacAddress.parse("36:d8:b8:d8:3f:e0"));
        assertThat(link.permanentAddress()).isEmpty();
    }

    @Test
    void aLinkThatIsWrittenIsReadAsTheSame() {
        ByteBuffer kernels = Golden.buffer("link");
        Link link = LinkCodec.decode(kernels, Golden.first(kernels));
        ByteBuffer ours = ByteBuffer.allocate(2048).order(kernels.order());
        MessageWriter writer = new MessageWriter(ours);

        LinkCodec.writeNew(writer, link);

        MessageReader message = new MessageReader(ours, writer.length());
        assertThat(message.next()).isTrue();
        assertThat(LinkCodec.decode(ours, message)).isEqualTo(link);
    }

    @Test
    void aNetworkCardTellsItsPermanentAddress() {
        ByteBuffer buffer = Golden.buffer("physical");

        Link link = LinkCodec.decode(buffer, Golden.first(buffer));

        assertThat(link.kind()).isEmpty();
        assertThat(link.ethernet()).isTrue();
        assertThat(link.masterIndex()).isZero();
        assertThat(link.linkIndex()).as("nothing below it").isEqualTo(link.index());
        assertThat(link.permanentAddress()).contains(MacAddress.parse("02:00:5e:10:00:01"));
        assertThat(link.hardwareAddress()).isEqualTo(link.permanentAddress());
    }

    @Test
    void addressesAreReadWithEveryDetail() {
        InterfaceAddress vip = address("addresses2");

        assertThat(vip)
                .isEqualTo(InterfaceAddress.of(100, ip("192.0.2.10"), 32)
                        .withLabel("eth0:vip")
                        .withProtocol(77)
                        .withFlags(InterfaceAddress.NO_PREFIX_ROUTE)
                        .withBroadcast(ip("192.0.2.255"))
                        .withLifetime(600));
        assertThat(address("addresses1").has(InterfaceAddress.PERMANENT)).isTrue();
        assertThat(address("addresses3").address()).isEqualTo(ip("2001:db8::10"));
        assertThat(address("addresses4").usable()).as("still tentative").isFalse();
    }

    @Test
    void routesAndRulesAreRead() {
        ByteBuffer route = Golden.buffer("route");
        ByteBuffer local = Golden.buffer("local");
        ByteBuffer rule = Golden.buffer("rules2");

        assertThat(RouteCodec.decode(route, Golden.first(route)))
                .contains(Route.via(new IpPrefix(ip("203.0.113.0"), 24), ip("192.0.2.254"), 100, 7001)
                        .from(ip("192.0.2.1"))
                        .withMetric(5));
        assertThat(RouteCodec.decode(local, Golden.first(local)).map(RouteCodec::choice))
                .hasValueSatisfying(choice -> {
                    assertThat(choice.local()).isTrue();
                    assertThat(choice.outInterface()).isEqualTo(100);
                });
        assertThat(RuleCodec.decode(rule, Golden.first(rule)))
                .contains(PolicyRule.from(IpPrefix.host(ip("192.0.2.1")), 5000, 7001));
    }

    @Test
    void acknowledgementsCarryTheKernelsWords() {
        assertThat(ack("exists")).isEqualTo(new Ack(17, "ipv4: Address already assigned"));
        assertThat(ack("absent")).isEqualTo(new Ack(99, "ipv4: Address not found"));
        assertThat(ack("done")).isEqualTo(new Ack(0, ""));
    }

    @Test
    void severalMessagesOfOneReceiveAreAllRead() {
        byte[] one = Golden.buffer("rules1").array();
        byte[] two = Golden.buffer("done").array();
        ByteBuffer both = Golden.buffer(new byte[one.length + two.length]);
        both.put(0, one).put(one.length, two);
        MessageReader reader = new MessageReader(both, both.capacity());

        assertThat(List.of(reader.next(), reader.type() == Rtnetlink.NEW_RULE, reader.next()))
                .containsOnly(true);
        assertThat(reader.type()).isEqualTo(Rtnetlink.ERROR);
        assertThat(reader.next()).isFalse();
    }

    private static InterfaceAddress address(String name) {
        ByteBuffer buffer = Golden.buffer(name);
        Optional<InterfaceAddress> decoded = AddressCodec.decode(buffer, Golden.first(buffer));
        return decoded.orElseThrow();
    }

    private static Ack ack(String name) {
        ByteBuffer buffer = Golden.buffer(name);
        return Ack.decode(buffer, Golden.first(buffer));
    }

    private static InetAddress ip(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
