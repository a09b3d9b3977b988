package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.testkit.Eventually;

/**
 * Kinds of interfaces that many small kernels lack. Without them these tests are skipped, each with its own reason;
 * {@link LinkTroubleTest} has the same cases on tables.
 */
@KernelTest
class LinkKindsKernelTest {
    private final Site site = new Site().withFixedAddresses();
    private final Machine server = site.server();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void peers05_aBondWithoutMembersIsNoPlaceForTheAddress() throws Exception {
        made("link add bond9 type bond", "this kernel has bonds");
        server.ip("addr add 10.0.0.13/24 dev bond9");
        server.ip("link set bond9 up");
        refused("bond9", "bond9 has no carrier: it has no members");
    }

    @Test
    void peers05_aVlanOnADeadParentNamesTheParent() throws Exception {
        made("link add link eth0 name eth0.7 type vlan id 7", "this kernel has VLANs");
        server.ip("addr add 10.0.0.13/24 dev eth0.7");
        server.ip("link set eth0.7 up");
        site.cut(0);
        refused("eth0.7", "eth0.7 has no carrier: eth0 below it has none");
    }

    @Test
    void peers19_anAddressDoesNotLeaveItsVrf() throws Exception {
        made("link add red type vrf table 10", "this kernel has VRFs");
        server.ip("link set red up");
        server.ip("link set eth1 master red");
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config("10.0.0.50/24"))) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            site.cut(0);
            Eventually.within(
                    Site.SOON,
                    "eth0 is seen dead",
                    () -> vip.quickCheck().reason().contains("eth0 has no carrier"));
            assertThat(vip.recover().reason()).contains("eth1 belongs to VRF red, and eth0 to no VRF");
        }
    }

    private void made(String command, String what) {
        assumeThatCode(() -> server.ip(command)).as(what).doesNotThrowAnyException();
    }

    private void refused(String device, String reason) throws Exception {
        IpConfig config =
                TestSettings.of("10.0.0.50/24").device(device).withoutBackup().config();
        try (ProtectedVip vip = new ProtectedVip(site, config)) {
            Eventually.within(
                    Site.SOON,
                    "the reason is told",
                    () -> vip.restore().reason().contains(reason));
            assertThat(site.whereabouts()).isEmpty();
        }
    }
}
