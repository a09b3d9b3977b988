package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.testkit.Eventually;

/** An IP address on whatever interface the hardware address is on: {@code interface: {follows: mac}}. */
@KernelTest
class FollowKernelTest {
    @TempDir
    Path directory;

    @Test
    void theIpAddressFollowsInTheSameRecoveryAndParentsAreNotRestarted() throws Exception {
        try (Site site = new Site()) {
            String home = site.a().mac("eth0");
            App app = new App();
            RecoveryEngine engine = site.a()
                    .call(() -> RecoveryEngines.builder()
                            .node("a")
                            .stateDirectory(directory)
                            .provider(app)
                            .hierarchy(hierarchy())
                            .build());
            try (engine) {
                site.a().call(() -> {
                    engine.start();
                    return engine;
                });
                assertThat(engine.restoreHierarchy("web")
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS)
                                .isDone())
                        .isTrue();
                assertThat(place(site)).isEqualTo("eth0");
                assertThat(Site.reaches(site.client(), Site.VIP)).isTrue();
                assertThat(site.client().neighbour(Site.VIP)).isEqualTo(home);

                site.cut(0);
                Eventually.within(
                        Site.SOON, "the address has followed", () -> place(site).equals("eth1"));
                Eventually.within(
                        Site.SOON,
                        "all is in service",
                        () -> engine.status().resource("app").orElseThrow().state() == ServiceState.IN_SERVICE
                                && engine.status().resource("vip").orElseThrow().state() == ServiceState.IN_SERVICE);

                assertThat(site.a().mac("eth1")).isEqualTo(home);
                assertThat(Site.reaches(site.client(), Site.VIP)).isTrue();
                assertThat(site.client().neighbour(Site.VIP))
                        .as("as before the move")
                        .isEqualTo(home);
                assertThat(List.of(app.restored.get(), app.removed.get()))
                        .as("restores and removes of the application")
                        .isEqualTo(List.of(1, 0));

                assertThat(engine.removeHierarchy("web")
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS)
                                .isDone())
                        .isTrue();
                assertThat(place(site)).isEmpty();
            }
        }
    }

    private static HierarchySpec hierarchy() {
        return HierarchySpec.named("web")
                .resource("mac", "mac", Map.of("interface", "eth0", "backup", "eth1"))
                .resource(
                        "vip", "ip", Map.of("address", Site.VIP + "/24", "interface", Map.of("follows", "mac")), "mac")
                .resource("app", "app", Map.of(), "vip")
                .build();
    }

    private static String place(Site site) {
        return site.a()
                .ip("-o -4 addr show to " + Site.VIP)
                .lines()
                .map(line -> line.split("\\s+", 3)[1])
                .findFirst()
                .orElse("");
    }

    /** Counts how often it is started and stopped. */
    static final class App implements RecoveryKitProvider<App.Config> {
        final AtomicInteger restored = new AtomicInteger();
        final AtomicInteger removed = new AtomicInteger();

        record Config() {}

        @Override
        public String id() {
            return "app";
        }

        @Override
        public Class<Config> configType() {
            return Config.class;
        }

        @Override
        public RecoveryKit create(Config config, ResourceContext context) {
            return new RecoveryKit() {
                @Override
                public ActionResult restore(Call call) {
                    restored.incrementAndGet();
                    return ActionResult.done();
                }

                @Override
                public ActionResult remove(Call call) {
                    removed.incrementAndGet();
                    return ActionResult.done();
                }

                @Override
                public CheckResult quickCheck(Call call) {
                    return restored.get() > removed.get() ? CheckResult.healthy() : CheckResult.unhealthy("stopped");
                }
            };
        }
    }
}
