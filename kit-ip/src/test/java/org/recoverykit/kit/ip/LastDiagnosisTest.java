package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.CheckResult;

class LastDiagnosisTest {
    private static final ProtectedAddress VIP = ProtectedAddress.parse("10.0.0.50/24");
    private static final Places ETH0_ETH1 = new Places("eth0", Optional.of("eth1"));

    private final FixedView view = new FixedView()
            .link(2, "eth0", FixedView.WORKING)
            .link(3, "eth1", FixedView.WORKING)
            .address(2, "10.0.0.50/24");
    private final LastDiagnosis diagnosis = new LastDiagnosis(() -> view, VIP);

    @Test
    void whatWasWellStaysWellUntilTheTableChanges() {
        assertThat(diagnosis.check(ETH0_ETH1)).isEqualTo(CheckResult.healthy());
        assertThat(diagnosis.check(ETH0_ETH1)).isEqualTo(CheckResult.healthy());

        view.address(3, "10.0.0.50/24");
        assertThat(diagnosis.check(ETH0_ETH1).kind())
                .as("the address is on both interfaces now")
                .isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void isMadeAnewForAnotherPlace() {
        assertThat(diagnosis.check(ETH0_ETH1)).isEqualTo(CheckResult.healthy());
        assertThat(diagnosis.check(ETH0_ETH1.swapped()).kind())
                .as("it is on eth0, not on eth1")
                .isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void knowsNothingOfATableThatMayBeOld() {
        assertThat(diagnosis.check(ETH0_ETH1)).isEqualTo(CheckResult.healthy());
        view.outdated();
        assertThat(diagnosis.check(ETH0_ETH1).kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
    }
}
