package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.TestContext;

/** What is refused when a resource is created, on interfaces that the kernel makes. */
@KernelTest
class RefusalsKernelTest {
    private final Site site = new Site();
    private int resources;

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aBridgePortIsRefused() {
        site.a().ip("link add br7 type bridge");
        site.a().ip("link set dev eth1 master br7");
        assertRefused("eth0", Optional.of("eth1"), "backup: 'eth1' belongs to the bridge 'br7'");
        assertRefused("br7", Optional.empty(), "interface: 'br7' is a bridge");
    }

    @Test
    void theParentOfAMacvlanIsRefused() {
        site.a().ip("link add link eth0 name mv0 type macvlan");
        assertRefused("eth0", Optional.empty(), "interface: 'eth0' is the parent of the macvlan 'mv0'");
        assertRefused("lo", Optional.empty(), "interface: 'lo' is the loopback interface");
    }

    @Test
    void aBackupThatCarriesClientAddressesIsRefused() {
        site.a().ip("addr add 10.0.0.77/24 dev eth1");
        assertRefused(
                "eth0", Optional.of("eth1"), "backup: 'eth1' carries addresses that clients use, such as 10.0.0.77");
        site.a().ip("addr del 10.0.0.77/24 dev eth1");
        site.a().ip("addr add 10.0.0.12/32 dev eth1 label eth1:web");
        assertRefused("eth0", Optional.of("eth1"), "such as 10.0.0.12");
    }

    @Test
    void aBackupThatAResourceOfTheKitIpUsesIsRefused() {
        site.a().ip("addr del 10.0.0.12/24 dev eth1");
        InterfaceAddress protectedAddress = new InterfaceAddress(
                site.hostA().ifindex("eth1"),
                Host.ip(Site.VIP),
                24,
                Optional.empty(),
                0,
                0,
                77,
                InterfaceAddress.FOREVER,
                InterfaceAddress.FOREVER,
                Optional.empty());
        assertThat(site.hostA()
                        .network()
                        .change(AddressChange.add(protectedAddress), Site.SOON)
                        .ok())
                .isTrue();
        assertRefused(
                "eth0", Optional.of("eth1"), "backup: 'eth1' carries addresses that clients use, such as 10.0.0.50");
    }

    @Test
    void aBackupBacksUpOneInterfaceOnly() throws Exception {
        site.hostA().connect("eth2");
        try (RecoveryKit first = create("eth0", Optional.of("eth1"))) {
            assertThat(first).isNotNull();
            assertRefused(
                    "eth2",
                    Optional.of("eth1"),
                    "backup: 'eth1' is the backup of the resource 'mac1' already; a backup interface backs up one protected"
                            + " interface only, so name another one");
            assertRefused("eth1", Optional.empty(), "interface: 'eth1' is the backup of the resource 'mac1' already");
            assertRefused(
                    "eth2", Optional.of("eth0"), "backup: 'eth0' is the interface of the resource 'mac1' already");
        }
        create("eth2", Optional.of("eth1")).close();
    }

    @Test
    void aBackupInUseAfterACrashIsNoReasonToRefuse() throws Exception {
        ResourceOnA first = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.of("eth1")));
        site.cut(0);
        first.seeing(CheckResult.Kind.UNHEALTHY);
        assertThat(first.restore()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        site.a().ip("addr add 10.0.0.50/24 dev eth1 label eth1:vip");
        first.close();

        try (ResourceOnA next = first.afterRestart()) {
            assertThat(next.quickCheck()).isEqualTo(CheckResult.healthy());
        }
    }

    private RecoveryKit create(String device, Optional<String> backup) {
        MacConfig config =
                new MacConfig(device, backup, Optional.of(Site.MAC), List.of(), Holders.SEVERAL, Optional.empty());
        TestContext context =
                new TestContext("mac" + ++resources, ResourceOnA.TIME, Path.of("target/work/refusals" + resources));
        return site.a().call(() -> new MacKitProvider().create(config, context));
    }

    private void assertRefused(String device, Optional<String> backup, String message) {
        assertThatThrownBy(() -> create(device, backup))
                .hasRootCauseInstanceOf(KitConfigurationException.class)
                .rootCause()
                .hasMessageContaining(message);
    }
}
