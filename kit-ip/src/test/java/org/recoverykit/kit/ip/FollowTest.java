package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.TestContext;

/** An address whose interface another resource says. */
@KernelTest
class FollowTest {
    private static final CheckResult.Unhealthy SEEN =
            new CheckResult.Unhealthy("found by a test", FailureScope.RETRY_HERE);

    @Test
    void theAddressIsWhereTheOtherResourceIsAndMovesWithIt() throws Exception {
        try (Site site = new Site().withFixedAddresses();
                TestContext context = new TestContext("vip", ProtectedVip.TIME, Path.of("target/work"))) {
            RecoveryKit kit = site.server().call(() -> new IpKitProvider().create(following(), context));
            assertThat(kit.quickCheck(ProtectedVip.call()).reason()).contains("'mac'", "has not said which it is");
            assertThat(kit.remove(ProtectedVip.call()).kind()).isEqualTo(ActionResult.Kind.DONE);

            context.withChild("mac", Map.of("interface", "eth1", "backup", "eth0"));
            assertThat(kit.restore(ProtectedVip.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.whereabouts()).isEqualTo(List.of("eth1 10.0.0.50/24"));

            context.withChild("mac", Map.of("interface", "eth0", "backup", "eth1"));
            assertThat(kit.quickCheck(ProtectedVip.call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(kit.localRecovery(ProtectedVip.call(), SEEN).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.whereabouts()).isEqualTo(List.of("eth0 10.0.0.50/24"));
            assertThat(kit.quickCheck(ProtectedVip.call())).isEqualTo(CheckResult.healthy());

            assertThat(kit.remove(ProtectedVip.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.whereabouts()).isEmpty();
            kit.close();
        }
    }

    @Test
    void itChoosesNoInterfaceOfItsOwn() throws Exception {
        try (Site site = new Site().withFixedAddresses();
                TestContext context = new TestContext("vip", ProtectedVip.TIME, Path.of("target/work"))) {
            context.withChild("mac", Map.of("interface", "eth0", "backup", "eth1"));
            context.allowFirstAid(true);
            RecoveryKit kit = site.server().call(() -> new IpKitProvider().create(following(), context));
            assertThat(kit.restore(ProtectedVip.call()).kind()).isEqualTo(ActionResult.Kind.DONE);

            site.cut(0);
            Eventually.within(
                    Site.SOON,
                    "the kit sees the lost carrier",
                    () -> kit.quickCheck(ProtectedVip.call()).kind() != CheckResult.Kind.HEALTHY);
            assertThat(kit.quickCheck(ProtectedVip.call()))
                    .as("not a failure of this resource")
                    .isEqualTo(CheckResult.unknown("eth0 has no carrier, which is for 'mac' to mend"));
            assertThat(kit.localRecovery(ProtectedVip.call(), SEEN).kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(site.whereabouts()).as("where the other resource is").isEqualTo(List.of("eth0 10.0.0.50/24"));
            kit.close();
        }
    }

    @Test
    void whatTheOtherResourceSaysIsNotSaidTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InterfaceChoice(Optional.of("eth0"), Optional.of("mac")))
                .withMessageContaining("not both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InterfaceChoice(Optional.empty(), Optional.empty()))
                .withMessageContaining("not an empty group");
    }

    private static IpConfig following() {
        IpConfig plain = TestSettings.of("10.0.0.50/24").withoutBackup().config();
        return new IpConfig(
                plain.address(),
                InterfaceChoice.following("mac"),
                Optional.empty(),
                Optional.empty(),
                plain.announce(),
                plain.arpFlux(),
                plain.routes(),
                plain.ipv6(),
                plain.announcing(),
                plain.orphans(),
                plain.conflict(),
                plain.reach(),
                plain.links(),
                plain.connections());
    }
}
