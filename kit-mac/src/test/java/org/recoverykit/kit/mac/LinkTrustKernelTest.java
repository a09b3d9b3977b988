package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Eventually;

/** Cables that come and go: the rules of the kit {@code ip} hold here too. */
@KernelTest
class LinkTrustKernelTest {
    private final Site site = new Site();
    private final LinuxNetwork network = site.a().call(LinuxNetwork::shared);
    private final Map<String, Boolean> carriers = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        network.close();
        site.close();
    }

    @Test
    void aCarrierThatIsGoneForLessThanTheDelayIsOverlookedAndThenMissed() throws Exception {
        LinkSettings patient = new LinkSettings(Duration.ofSeconds(5), Duration.ZERO, 10, Duration.ofSeconds(2));
        try (ResourceOnA resource = ResourceOnA.of(site.a(), config(patient))) {
            assertThat(resource.restore()).isEqualTo(ActionResult.done("on eth0"));
            site.cut(0);
            Eventually.within(
                    Site.SOON,
                    "the kit has heard of it",
                    () -> !resource.quickCheck().reason().isEmpty());
            assertThat(resource.quickCheck().reason()).contains("eth0 has no carrier for less than 5000 ms");
            assertThat(resource.kit().deepCheck(ResourceOnA.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);

            ResourceOnA.TIME.advance(Duration.ofSeconds(5));
            assertThat(resource.quickCheck().kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(resource.context().suspects())
                    .as("the engine is told then")
                    .isNotEmpty();
            assertThat(resource.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        }
    }

    @Test
    void aRestlessInterfaceHasToProveItselfBeforeTheAddressComes() throws Exception {
        LinkSettings strict = new LinkSettings(Duration.ZERO, Duration.ZERO, 2, Duration.ofSeconds(3));
        try (ResourceOnA resource = ResourceOnA.of(site.a(), config(strict))) {
            assertThat(resource.restore()).isEqualTo(ActionResult.done("on eth0"));
            listen("eth0");
            listen("eth1");
            for (int flap = 0; flap < 2; flap++) {
                site.cut(1);
                heard("eth1", false);
                site.mend(1);
                heard("eth1", true);
            }
            site.cut(0);
            heard("eth0", false);

            // It waits for either to become better; here the cable that it had is mended meanwhile.
            Beside recovery = Beside.begin(resource::recover);
            site.mend(0);
            assertThat(recovery.result()).isEqualTo(ActionResult.done("on eth0"));
            assertThat(site.a().mac("eth1")).isNotEqualTo(Site.MAC);

            site.cut(0);
            heard("eth0", false);
            ResourceOnA.TIME.advance(Duration.ofSeconds(3));
            assertThat(resource.recover()).as("quiet since").isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        }
    }

    /** What is told to listeners after the kit, which came first. */
    private void listen(String name) {
        network.watchLink(
                name,
                event -> carriers.put(
                        name, event.after().filter(Link::hasCarrier).isPresent()));
    }

    private void heard(String name, boolean carrier) {
        Eventually.within(
                Site.SOON,
                name + (carrier ? " has carrier" : " has no carrier"),
                () -> Optional.of(carrier).equals(Optional.ofNullable(carriers.get(name))));
    }

    private static MacConfig config(LinkSettings links) {
        return new MacConfig(
                "eth0", Optional.of("eth1"), Optional.of(Site.MAC), List.of(), Holders.SEVERAL, Optional.of(links));
    }
}
