package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.NetworkView;
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

    private static FixedView twoGoodLinks() {
        return new FixedView().link(2, "eth0", FixedView.WORKING).link(3, "eth1", FixedView.WORKING);
    }

    private static void unhealthy(NetworkView view, FailureScope scope, String reason) {
        assertThat(check(view)).isEqualTo(CheckResult.unhealthy(reason, scope));
    }

    private static CheckResult check(NetworkView view) {
        return Diagnosis.check(view, VIP, VIP.inetAddress(), ETH0_ETH1);
    }
}
