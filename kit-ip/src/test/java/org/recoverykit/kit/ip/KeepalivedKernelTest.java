package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Eventually;

/** keepalived on another host that has the same address: a rival as others build them. Skipped where it is not installed. */
@KernelTest
class KeepalivedKernelTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/keepalived");
    private static final Duration STARTS = Duration.ofSeconds(20);

    /** At the transition, and again five seconds later; each five frames. */
    private static final int ANNOUNCEMENTS = 5;

    @TempDir
    private Path directory;

    private final Site site = new Site().withFixedAddresses();
    private final Station other = site.station("other").with("10.0.0.13/24");
    private final Station listener = site.station("listener").listening(Site.VIP);

    @BeforeEach
    void needsKeepalived() {
        boolean installed = Files.isExecutable(PROGRAM);
        assertThat(installed || System.getenv("CI") == null)
                .as("CI installs keepalived (build/test-packages.sh)")
                .isTrue();
        assumeTrue(installed, "keepalived is not installed");
        site.wire().leaveOut(other.mac());
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void d79_whatKeepalivedHasIsNotBroughtUp() throws Exception {
        Process keepalived = start();
        try (ProtectedVip vip = new ProtectedVip(site, patient(ConflictSettings.Found.REFUSE))) {
            awaitClaims(1);
            ActionResult refused = vip.restore();
            assertThat(refused.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(refused.reason()).contains("is in use by " + other.mac());
            assertThat(site.whereabouts()).isEmpty();
        } finally {
            stop(keepalived);
        }
    }

    @Test
    void d80_aKeepalivedThatComesLaterIsAnsweredOnceAndOutlived() throws Exception {
        IpConfig onceAnnounced =
                TestSettings.of("10.0.0.50/24").announce(List.of(Duration.ZERO)).config();
        try (ProtectedVip vip = new ProtectedVip(site, onceAnnounced)) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.answers()).isTrue();
            long before = listener.heardFrom(site.macOf("eth0"));
            Process keepalived = start();
            try {
                awaitClaims(ANNOUNCEMENTS);
                Eventually.within(
                        Site.SOON,
                        "it is reported",
                        () -> vip.quickCheck().reason().contains("claimed by " + other.mac()));
                assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
                assertThat(listener.heardFrom(site.macOf("eth0")) - before)
                        .as("answers to %s announcements", listener.heardFrom(other.mac()))
                        .isEqualTo(1);
            } finally {
                stop(keepalived);
            }
            Eventually.within(STARTS, "it is found gone, and the client is told", () -> {
                ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                return vip.quickCheck().equals(CheckResult.healthy())
                        && site.learnt().filter(site.mac("eth0")::equals).isPresent();
            });
            assertThat(site.answers()).isTrue();
        }
    }

    /** An answer ends the wait; on a busy machine a foreign process may take its time. */
    private static IpConfig patient(ConflictSettings.Found found) {
        return TestSettings.of("10.0.0.50/24")
                .conflict(new ConflictSettings(3, Duration.ofMillis(500), found, ConflictSettings.Rival.KEEP))
                .config();
    }

    private void awaitClaims(int claims) {
        Eventually.within(STARTS, "keepalived announces", () -> listener.heardFrom(other.mac()) >= claims);
    }

    private Process start() throws IOException {
        Path configuration = Files.writeString(directory.resolve("keepalived.conf"), """
                global_defs {
                  router_id other
                }
                vrrp_instance rival {
                  state MASTER
                  interface eth0
                  virtual_router_id 50
                  priority 255
                  advert_int 1
                  virtual_ipaddress {
                    10.0.0.50/24 dev eth0
                  }
                }
                """);
        return other.host()
                .place()
                .start(new ProcessBuilder(
                                PROGRAM.toString(),
                                "--dont-fork",
                                "--log-console",
                                "--vrrp",
                                "--use-file=" + configuration,
                                "--pid=" + directory.resolve("pid"),
                                "--vrrp_pid=" + directory.resolve("vrrp.pid"))
                        .redirectErrorStream(true)
                        .redirectOutput(new File(directory.toFile(), "log")));
    }

    private static void stop(Process keepalived) throws InterruptedException {
        List<ProcessHandle> children = keepalived.descendants().toList();
        keepalived.destroy();
        if (!keepalived.waitFor(10, TimeUnit.SECONDS)) {
            keepalived.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
