package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.testkit.Eventually;

@KernelTest
class MacKitKernelTest {
    private static final Optional<String> BACKUP = Optional.of("eth1");
    private final Site site = new Site();
    private final String own0 = site.a().mac("eth0");
    private final String own1 = site.a().mac("eth1");

    @AfterEach
    void close() {
        site.close();
    }

    private String mac0() {
        return site.a().mac("eth0");
    }

    private String mac1() {
        return site.a().mac("eth1");
    }

    @Test
    void removeGivesTheOriginalBack() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(BACKUP))) {
            assertThat(resource.restore()).isEqualTo(ActionResult.done("on eth0"));
            assertThat(mac0()).isEqualTo(Site.MAC);
            assertThat(Site.reaches(site.client(), "10.0.0.11"))
                    .as("the interface's own IP address")
                    .isTrue();

            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(mac0()).isEqualTo(own0);
            assertThat(mac1()).isEqualTo(own1);
            assertThat(resource.context().testNotes().all())
                    .as("notes of originals after they were given back")
                    .noneSatisfy((key, value) -> assertThat(key).startsWith("original"));
        }
    }

    @Test
    void neighboursLearnOfEachAddressOfTheInterfaceAtOnce() throws Exception {
        site.a().ip("-6 addr add 2001:db8::11/64 dev eth0 nodad");
        site.client().ip("-6 addr add 2001:db8::99/64 dev eth0 nodad");
        // Known by their old hardware address, and not asked for again: only an announcement can change that.
        site.client().ip("neigh replace 10.0.0.11 lladdr " + own0 + " dev eth0 nud reachable");
        site.client().ip("neigh replace 2001:db8::11 lladdr " + own0 + " dev eth0 nud reachable");
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(BACKUP))) {
            assertThat(resource.restore()).isEqualTo(ActionResult.done("on eth0"));

            Eventually.within(
                    Site.SOON,
                    "the client learns both: " + site.client().ip("neigh show"),
                    () -> site.client().ip("neigh show 10.0.0.11").contains(Site.MAC)
                            && site.client().ip("neigh show 2001:db8::11").contains(Site.MAC));
            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
        }
    }

    @Test
    void theHomeInterfaceKeepsItsAddressInServiceAndLetsGoOfItByAStandIn() throws Exception {
        String standIn = new ProtectedMac(MacAddress.parse(own0)).standIn().toString();
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.home(BACKUP))) {
            assertThat(resource.quickCheck().kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(resource.restore()).isEqualTo(ActionResult.done("on eth0"));
            assertThat(mac0()).isEqualTo(own0);

            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(mac0()).as("another node may use %s now", own0).isEqualTo(standIn);

            assertThat(resource.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(mac0()).isEqualTo(own0);
            assertThat(resource.kit()
                            .perform(ResourceOnA.call(), new KitCommand("give-back", Map.of()))
                            .text())
                    .contains("take it out of service first");
            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(resource.kit()
                            .perform(ResourceOnA.call(), new KitCommand("give-back", Map.of()))
                            .text())
                    .isEqualTo("eth0 has " + own0);
            assertThat(mac0()).isEqualTo(own0);
        }
    }

    @Test
    void theAddressMovesToTheBackupAndTheDeadInterfaceLeavesItFirst() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.home(BACKUP))) {
            assertThat(resource.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            site.cut(0);
            resource.seeing(CheckResult.Kind.UNHEALTHY);

            assertThat(resource.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));
            assertThat(mac1()).isEqualTo(own0);
            assertThat(mac0()).isNotEqualTo(own0);
            site.mend(0);
            assertThat(resource.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(resource.context().notes().get("interface")).contains("eth1");

            try (ResourceOnA next = resource.afterRestart()) {
                assertThat(next.quickCheck()).as("after a restart").isEqualTo(CheckResult.healthy());
                assertThat(next.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
                assertThat(mac1()).isEqualTo(own1);
                assertThat(mac0()).isNotEqualTo(own0);
            }
        }
    }

    @Test
    void whatUdevOrAPersonWritesIsReportedAtOnceAndRepaired() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(BACKUP))) {
            resource.restore();
            site.a().ip("link set dev eth0 address " + own0);
            Eventually.within(
                    Site.SOON,
                    "the engine is told",
                    () -> !resource.context().suspects().isEmpty());

            assertThat(resource.quickCheck().reason()).contains("has " + own0 + " instead of " + Site.MAC);
            assertThat(resource.recover()).isEqualTo(ActionResult.done("on eth0"));
            assertThat(mac0()).isEqualTo(Site.MAC);
            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(mac0()).isEqualTo(own0);
        }
    }

    @Test
    void bothInterfacesDeadIsACaseForAnotherNode() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(BACKUP))) {
            resource.restore();
            site.cut(0);
            site.cut(1);
            resource.seeing(CheckResult.Kind.UNHEALTHY);

            assertThat(resource.recover())
                    .isEqualTo(ActionResult.failed(
                            "no interface can carry " + Site.MAC + ": eth0 has no carrier, eth1 has no carrier",
                            FailureScope.TRY_ELSEWHERE));
            assertThat(resource.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(mac0()).isEqualTo(own0);
        }
    }

    @Test
    void aSwitchThatDropsTheAddressIsFoundByTrafficAndTheAddressTakenBack() throws Exception {
        // As port security does it: frames to the address go where it was allowed, whatever is learnt.
        site.theSwitch().command("bridge fdb add " + Site.MAC + " dev port2 master static sticky");
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty(), Site.CLIENT))) {
            ActionResult restored = resource.restore();
            assertThat(restored.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(restored.reason())
                    .contains(
                            "10.0.0.99 answered before and does not answer to it",
                            "port security",
                            "it was taken back");
            assertThat(mac0()).isEqualTo(own0);
        }
    }

    @Test
    void aSwitchThatBeginsToDropTheAddressIsFoundByTheDeepCheck() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty(), Site.CLIENT))) {
            assertThat(resource.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(resource.kit().deepCheck(ResourceOnA.call())).isEqualTo(CheckResult.healthy());

            site.theSwitch().command("bridge fdb replace " + Site.MAC + " dev port2 master static sticky");
            CheckResult seen = resource.kit().deepCheck(ResourceOnA.call());
            assertThat(seen.kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(seen.reason()).contains("10.0.0.99 no longer answers to " + Site.MAC);
        }
    }

    @Test
    void targetsThatNeverAnsweredProveNothing() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty(), "10.0.0.77"))) {
            assertThat(resource.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(resource.kit().deepCheck(ResourceOnA.call()).kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        }
    }
}
