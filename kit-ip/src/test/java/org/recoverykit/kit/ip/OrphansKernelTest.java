package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;

/** Addresses with our mark (protocol 77) and without a resource: what a crash leaves when the state is lost. */
@KernelTest
class OrphansKernelTest {
    private final Site site = new Site().withFixedAddresses();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void areDeletedWithTheirRuleWherePolicySaysSo() throws Exception {
        leaveAnOrphan();
        site.server().ip("addr add 10.0.0.70/24 dev eth0");
        TestSettings settings = TestSettings.of("10.0.0.50/24").orphans(Orphans.REMOVE);
        try (ProtectedVip vip = new ProtectedVip(site, settings.config())) {
            done(vip.restore());
            ProtectedVip.TIME.advance(OrphanSearch.SETTLED);
            assertThat(site.server().ip("-4 addr show"))
                    .as("the orphan is gone; what is protected and what is others' stays")
                    .doesNotContain("10.0.0.60/")
                    .contains("10.0.0.50/24", "10.0.0.70/24", "10.0.0.11/24");
            assertThat(site.server().ip("rule show")).doesNotContain("10.0.0.60");
        }
    }

    @Test
    void areLeftAloneByDefaultAndBeforeAllResourcesAreThere() throws Exception {
        leaveAnOrphan();
        try (ProtectedVip vip =
                new ProtectedVip(site, TestSettings.of("10.0.0.50/24").config())) {
            done(vip.restore());
            ProtectedVip.TIME.advance(OrphanSearch.SETTLED);
            assertThat(site.server().ip("-4 addr show")).contains("10.0.0.60/24");
        }
        TestSettings settings = TestSettings.of("10.0.0.51/24").orphans(Orphans.REMOVE);
        try (ProtectedVip vip = new ProtectedVip(site, settings.config());
                ProtectedVip owner =
                        new ProtectedVip(site, TestSettings.of("10.0.0.60/24").config())) {
            ProtectedVip.TIME.advance(OrphanSearch.SETTLED.plus(Duration.ofSeconds(1)));
            assertThat(site.server().ip("-4 addr show"))
                    .as("it has an owner now; the one whose owner went away has none")
                    .contains("10.0.0.60/24")
                    .doesNotContain("10.0.0.50/24");
            done(owner.remove());
            done(vip.remove());
        }
    }

    /** As a process that was killed with its state leaves it. */
    private void leaveAnOrphan() throws InterruptedException {
        site.server().sysctl("eth1/rp_filter", 1);
        try (ProtectedVip killed =
                new ProtectedVip(site, TestSettings.of("10.0.0.60/24").config())) {
            done(killed.restore());
        }
        assertThat(site.server().ip("-4 addr show")).contains("10.0.0.60/24");
        assertThat(site.server().ip("rule show")).contains("10.0.0.60");
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
