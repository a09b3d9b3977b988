package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** A driver that answers EBUSY makes the kit set a real interface down and up; nothing that it had is lost. */
@KernelTest
class DownTimeKernelTest {
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.13/24 dev eth0",
            "10.0.0.14/24 dev eth0 label eth0:web",
            "10.0.0.15/24 dev eth0 label eth0:db valid_lft 36000 preferred_lft 18000",
            "10.1.0.1/16 brd + dev eth0",
            "10.2.0.1/32 dev eth0",
            "10.3.0.1/24 dev eth0 noprefixroute",
            "10.4.0.1/24 dev eth0 scope link",
            "10.5.0.1 peer 10.5.0.2/32 dev eth0",
            "10.6.0.1/24 metric 50 dev eth0",
            "2001:db8:1::1/64 dev eth0 nodad",
            "2001:db8:1::2/64 dev eth0 nodad valid_lft 36000 preferred_lft 18000",
            "2001:db8:1::3/128 dev eth0 nodad",
            "2001:db8:2::1/64 dev eth0 nodad noprefixroute",
            "2001:db8:3::1/64 dev eth0 nodad preferred_lft 0",
            "2001:db8:4::1/64 dev eth0 nodad",
            "2001:db8:5::1/64 dev eth0 nodad metric 50",
            "2001:db8:6::1/56 dev eth0 nodad",
            "2001:db8:7::1 peer 2001:db8:7::2 dev eth0 nodad",
            "2001:db8:8::1/64 dev eth0");
    private static final List<String> ROUTES = List.of(
            "192.0.2.0/25 via 10.0.0.1 dev eth0",
            "192.0.2.128/25 via 10.1.0.9 dev eth0 metric 70 src 10.1.0.1",
            "198.51.100.0/24 dev eth0 scope link mtu 1400",
            "203.0.113.0/24 via 10.0.0.1 dev eth0 table 7001",
            "default via 10.0.0.1 dev eth0 proto static advmss 1300",
            "203.0.113.0/24 nexthop via 10.0.0.1 dev eth0 weight 2 nexthop via 10.0.0.2 dev eth1 weight 3",
            "-6 2001:db8:100::/48 via 2001:db8:1::9 dev eth0",
            "-6 2001:db8:101::/48 dev eth0 metric 70",
            "-6 2001:db8:102::/48 via 2001:db8:1::9 dev eth0 table 7001 src 2001:db8:1::1",
            "-6 default via 2001:db8:1::9 dev eth0 pref high");

    @Test
    void everyAddressAndRouteComesBackTwice() throws Exception {
        try (Site site = new Site();
                ResourceOnA resource =
                        ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty()), BusyKits.provider())) {
            ADDRESSES.forEach(address -> site.a().ip("addr add " + address));
            ROUTES.forEach(route ->
                    site.a().ip(route.startsWith("-6 ") ? "-6 route add " + route.substring(3) : "route add " + route));
            site.settled();
            String own = site.a().mac("eth0");
            List<String> addresses = site.a().addresses("eth0");
            List<String> routes = routes(site);
            assertThat(addresses).hasSize(20);

            assertThat(resource.restore()).isEqualTo(ActionResult.done("on eth0"));
            assertThat(site.a().mac("eth0")).isEqualTo(Site.MAC);
            assertThat(site.a().addresses("eth0")).as("addresses after restore").isEqualTo(addresses);
            assertThat(routes(site)).as("routes after restore").isEqualTo(routes);
            assertThat(resource.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(Site.reaches(site.client(), "10.0.0.13")).isTrue();

            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.a().mac("eth0")).isEqualTo(own);
            assertThat(site.a().addresses("eth0")).as("addresses after remove").isEqualTo(addresses);
            assertThat(routes(site)).as("routes after remove").isEqualTo(routes);
        }
    }

    /** All but those that the kernel makes for link-local addresses, which follow the hardware address. */
    private static List<String> routes(Site site) {
        return Stream.concat(
                        site.a().ip("route show table all").lines(),
                        site.a().ip("-6 route show table all").lines())
                .filter(route -> !route.contains("fe80:"))
                .map(route -> route.replaceAll("[0-9]+sec", "some sec")
                        .replaceAll("\\s+", " ")
                        .strip())
                .sorted()
                .toList();
    }
}
