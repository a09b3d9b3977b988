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
import org.recoverykit.linux.InterfaceSysctl;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.KernelResult.Kind;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Routing;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;

@KernelTest
class RoutingTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final InetAddress OWN0 = Host.ip("192.0.2.1");
    private static final InetAddress OWN1 = Host.ip("192.0.2.2");
    private static final InetAddress CLIENT = Host.ip("192.0.2.99");
    private static final int TABLE = 7001;

    private final Lab lab = Lab.create();
    private final Host host = lab.host("a");
    private final Routing routing = host.network().routing();
    private int eth0;
    private int eth1;

    @BeforeEach
    void connect() {
        host.connect("eth0");
        host.connect("eth1");
        host.address("eth0", "192.0.2.1/24").address("eth1", "192.0.2.2/24");
        eth0 = host.ifindex("eth0");
        eth1 = host.ifindex("eth1");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void theKernelTellsHowItWouldSend() {
        RouteChoice choice = ask(Optional.empty());

        assertThat(choice).isEqualTo(new RouteChoice(eth0, Optional.of(OWN0), Optional.empty(), false));
        assertThat(routing.routeTo(OWN0, Optional.empty(), Optional.empty(), TIMEOUT)
                        .value()
                        .map(RouteChoice::local))
                .contains(true);
        assertThat(routing.routeTo(CLIENT, Optional.empty(), Optional.of(eth1), TIMEOUT)
                        .value()
                        .map(RouteChoice::outInterface))
                .contains(eth1);
        assertThat(routing.routeTo(Host.ip("203.0.113.1"), Optional.empty(), Optional.empty(), TIMEOUT)
                        .result()
                        .message())
                .contains("ENETUNREACH", "203.0.113.1");
    }

    @Test
    void oneRefusedRouteAmongManyHarmsNoOther() {
        List<Route> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Route.onLink(new IpPrefix(Host.ip("203.0." + i + ".0"), 24), i == 70 ? 9999 : eth1, TABLE));
        }

        List<KernelResult> results = routing.putRoutes(many, TIMEOUT);

        assertThat(results).hasSize(100);
        assertThat(results.get(70).kind()).isEqualTo(Kind.NO_INTERFACE);
        assertThat(results.get(70).message()).contains("203.0.70.0");
        assertThat(results.stream().filter(KernelResult::ok)).hasSize(99);
        assertThat(routing.routes(TABLE, TIMEOUT).value().orElseThrow()).hasSize(99);
        assertThat(routing.putRoutes(List.of(), TIMEOUT)).isEmpty();
    }

    @Test
    void aSourceRouteMovesTheReplyToTheOtherInterface() {
        Route route = Route.onLink(new IpPrefix(Host.ip("192.0.2.0"), 24), eth1, TABLE)
                .from(OWN1);
        PolicyRule rule = PolicyRule.from(IpPrefix.host(OWN1), 5000, TABLE);
        assertThat(ask(Optional.of(OWN1)).outInterface()).isEqualTo(eth0);

        assertThat(routing.addRoute(route, TIMEOUT).kind()).isEqualTo(Kind.OK);
        assertThat(routing.addRoute(route, TIMEOUT).kind()).isEqualTo(Kind.ALREADY_THERE);
        assertThat(routing.putRoute(route, TIMEOUT).kind()).isEqualTo(Kind.OK);
        assertThat(routing.addRule(rule, TIMEOUT).kind()).isEqualTo(Kind.OK);
        assertThat(routing.addRule(rule, TIMEOUT).kind()).isEqualTo(Kind.ALREADY_THERE);

        assertThat(ask(Optional.of(OWN1))).isEqualTo(new RouteChoice(eth1, Optional.of(OWN1), Optional.empty(), false));
        assertThat(routing.routes(TABLE, TIMEOUT).value().orElseThrow()).containsExactly(route);
        assertThat(routing.rules(TIMEOUT).value().orElseThrow()).contains(rule);

        assertThat(routing.removeRule(rule, TIMEOUT).kind()).isEqualTo(Kind.OK);
        assertThat(routing.removeRule(rule, TIMEOUT).kind()).isEqualTo(Kind.NOT_THERE);
        assertThat(routing.removeRoute(route, TIMEOUT).kind()).isEqualTo(Kind.OK);
        assertThat(routing.removeRoute(route, TIMEOUT).kind()).isEqualTo(Kind.NOT_THERE);
        assertThat(ask(Optional.of(OWN1)).outInterface()).isEqualTo(eth0);
        assertThat(routing.routes(TABLE, TIMEOUT).value().orElseThrow()).isEmpty();
        assertThat(routing.routes(7999, TIMEOUT).value().orElseThrow())
                .as("a table that never was")
                .isEmpty();
    }

    @Test
    void theMainTableShowsTheSubnetRoutes() {
        assertThat(routing.routes(Route.MAIN_TABLE, TIMEOUT).value().orElseThrow())
                .filteredOn(route -> route.destination().holds(CLIENT))
                .extracting(Route::outInterface)
                .containsExactly(eth0, eth1);
    }

    @Test
    void settingsAreThoseOfTheHostWhoeverAsks() {
        InterfaceSysctl sysctl = host.network().sysctl();
        LinuxNetwork other = lab.host("b").network();

        assertThat(sysctl.write("eth0", "arp_ignore", "1", TIMEOUT).ok()).isTrue();

        assertThat(sysctl.read("eth0", "arp_ignore", TIMEOUT).value()).contains("1");
        assertThat(other.sysctl().read("eth0", "arp_ignore", TIMEOUT).result().kind())
                .as("the other host has no such interface")
                .isEqualTo(Kind.NOT_THERE);
        assertThat(sysctl.read("eth0", "no_such_setting", TIMEOUT).result().kind())
                .isEqualTo(Kind.NOT_THERE);
        assertThat(sysctl.write("eth0", "arp_ignore", "many", TIMEOUT).kind()).isEqualTo(Kind.REFUSED);
    }

    private RouteChoice ask(Optional<InetAddress> source) {
        return routing.routeTo(CLIENT, source, Optional.empty(), TIMEOUT)
                .value()
                .orElseThrow();
    }
}
