package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

class DiagnosisTest {
    private static final ProtectedAddress VIP = ProtectedAddress.parse("10.0.0.50/24");
    private static final Places ETH0_ETH1 = new Places("eth0", Optional.of("eth1"));

    @Test
    void isHealthyOnItsInterfaceAlone() {
        assertThat(check(twoGoodLinks().address(2, "10.0.0.50/24")).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
    }

    @Test
    void doesNotTakeASimilarAddressForIt() {
        unhealthy(
                twoGoodLinks().address(2, "110.0.0.50/24").address(2, "10.0.0.5/24"),
                FailureScope.RETRY_HERE,
                "10.0.0.50 is not on eth0");
    }

    @Test
    void isMisconfiguredWithAnotherPrefixLength() {
        unhealthy(
                twoGoodLinks().address(2, "10.0.0.50/32"),
                FailureScope.RETRY_HERE,
                "found 10.0.0.50/32 on eth0, instead of only 10.0.0.50/24 on eth0");
    }

    @Test
    void isMisconfiguredOnBothInterfacesAsAfterAHalfFinishedMove() {
        unhealthy(
                twoGoodLinks().address(2, "10.0.0.50/24").address(3, "10.0.0.50/24"),
                FailureScope.RETRY_HERE,
                "found 10.0.0.50/24 on eth0 and 10.0.0.50/24 on eth1, instead of only 10.0.0.50/24 on eth0");
    }

    @Test
    void isUnhealthyThoughTheAddressIsThereWhenTheLinkIsNot() {
        unhealthy(
                new FixedView()
                        .link(2, "eth0", Link.UP)
                        .link(3, "eth1", FixedView.WORKING)
                        .address(2, "10.0.0.50/24"),
                FailureScope.RETRY_HERE,
                "eth0 has no carrier");
        unhealthy(
                new FixedView()
                        .link(2, "eth0", 0)
                        .link(3, "eth1", FixedView.WORKING)
                        .address(2, "10.0.0.50/24"),
                FailureScope.RETRY_HERE,
                "eth0 is down");
        unhealthy(new FixedView().link(3, "eth1", FixedView.WORKING), FailureScope.RETRY_HERE, "eth0 does not exist");
    }

    @Test
    void belongsElsewhereWhenNeitherInterfaceCanCarryIt() {
        FixedView view =
                new FixedView().link(2, "eth0", Link.UP).link(3, "eth1", 0).address(2, "10.0.0.50/24");

        unhealthy(view, FailureScope.TRY_ELSEWHERE, "eth0 has no carrier");
        assertThat(Diagnosis.obstacles(view, ETH0_ETH1)).isEqualTo("eth0 has no carrier, eth1 is down");
        assertThat(Diagnosis.obstacles(view, new Places("eth0", Optional.empty())))
                .isEqualTo("eth0 has no carrier, and no backup interface is configured");
    }

    @Test
    void cannotTellWhileEventsWereLost() {
        assertThat(check(twoGoodLinks().outdated()).kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
    }

    @Test
    void peers4aLine6ATentativeOrDuplicateAddressIsNotInService() {
        ProtectedAddress vip = ProtectedAddress.parse("2001:db8::50/64");
        InterfaceAddress there = InterfaceAddress.of(2, vip.inetAddress(), 64);

        assertThat(Diagnosis.check(twoGoodLinks().entry(there.withFlags(InterfaceAddress.TENTATIVE)), vip, ETH0_ETH1))
                .isEqualTo(CheckResult.unhealthy(
                        "2001:db8::50 on eth0 cannot be used yet, duplicate address detection is going on",
                        FailureScope.RETRY_HERE));
        InterfaceAddress failed = there.withFlags(InterfaceAddress.TENTATIVE | InterfaceAddress.DAD_FAILED);
        assertThat(Diagnosis.check(twoGoodLinks().entry(failed), vip, ETH0_ETH1).reason())
                .isEqualTo("another host has 2001:db8::50: duplicate address detection failed on eth0");
        assertThat(Diagnosis.check(twoGoodLinks().entry(there.withFlags(InterfaceAddress.DEPRECATED)), vip, ETH0_ETH1))
                .as("deprecated is no source, and in service")
                .isEqualTo(CheckResult.healthy());
    }

    @Test
    void aLinkLocalAddressOnAnotherNetworkIsAnotherAddress() {
        ProtectedAddress vip = ProtectedAddress.parse("fe80::50/64");
        FixedView view = twoGoodLinks().link(4, "eth2", FixedView.WORKING);

        assertThat(Diagnosis.check(view.address(2, "fe80::50/64").address(4, "fe80::50/64"), vip, ETH0_ETH1))
                .isEqualTo(CheckResult.healthy());
        assertThat(Diagnosis.check(view.address(3, "fe80::50/64"), vip, ETH0_ETH1)
                        .kind())
                .isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    private static FixedView twoGoodLinks() {
        return new FixedView().link(2, "eth0", FixedView.WORKING).link(3, "eth1", FixedView.WORKING);
    }

    private static void unhealthy(NetworkView view, FailureScope scope, String reason) {
        assertThat(check(view)).isEqualTo(CheckResult.unhealthy(reason, scope));
    }

    private static CheckResult check(NetworkView view) {
        return Diagnosis.check(view, VIP, ETH0_ETH1);
    }
}
