package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** One cable, many addresses: each resource has its own call, and they share the work. */
@KernelTest
class ManyAddressesKernelTest {
    private static final int MANY = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Site site = new Site();
    private final RealTime time = new RealTime();
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final List<RecoveryKit> kits = new ArrayList<>();
    private final List<TestContext> contexts = new ArrayList<>();

    @AfterEach
    void tearDown() {
        kits.forEach(RecoveryKit::close);
        contexts.forEach(TestContext::close);
        workers.shutdownNow();
        time.close();
        site.close();
    }

    @Test
    void allMoveTogetherAndNoneIsLost(TestReporter reporter) throws Exception {
        site.server().ip("addr add 10.0.0.1/16 dev eth0");
        site.server().ip("addr add 10.0.0.2/16 dev eth1");
        for (int i = 0; i < MANY; i++) {
            create("10.0." + (1 + i / 200) + "." + (1 + i % 200) + "/16");
        }
        together((kit, call) -> kit.restore(call));
        CheckResult.Unhealthy problem = new CheckResult.Unhealthy("eth0 has no carrier", FailureScope.RETRY_HERE);
        site.cut(0);
        Eventually.within(
                Site.SOON,
                "the kits see the cut",
                () -> kits.get(0).quickCheck(TestCall.within(LIMIT, time)).kind() == CheckResult.Kind.UNHEALTHY);

        long started = time.nanoTime();
        together((kit, call) -> kit.localRecovery(call, problem));
        long took = TimeUnit.NANOSECONDS.toMillis(time.nanoTime() - started);

        reporter.publishEntry("milliseconds for " + MANY + " moves", Long.toString(took));
        List<String> addresses = site.addresses();
        assertThat(addresses.stream().filter(line -> line.contains(" eth1 "))).hasSize(MANY + 1);
        assertThat(addresses.stream().filter(line -> line.contains(" eth0 "))).hasSize(1);
        assertThat(took).as("milliseconds, on a busy machine").isLessThan(10_000);
        together((kit, call) -> kit.remove(call));
        assertThat(site.addresses()).hasSize(2);
        assertThat(site.server().sysctl("eth0/arp_ignore"))
                .as("given back by the last one")
                .isEqualTo("0");
        assertThat(site.server().ip("-4 rule show")).doesNotContain("10.0.");
    }

    /** One action of one kit. */
    private interface Action {
        ActionResult run(RecoveryKit kit, Call call) throws InterruptedException;
    }

    private void together(Action action) throws Exception {
        List<Future<ActionResult>> results = new ArrayList<>();
        for (RecoveryKit kit : kits) {
            results.add(workers.submit(() -> action.run(kit, TestCall.within(LIMIT, time))));
        }
        for (Future<ActionResult> result : results) {
            ActionResult ended = result.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.kind()).as("result: %s", ended).isEqualTo(ActionResult.Kind.DONE);
        }
    }

    private void create(String address) {
        TestContext context = new TestContext("vip-" + kits.size(), time, Path.of("target/work"));
        contexts.add(context);
        IpConfig config = new IpConfig(
                address,
                "eth0",
                Optional.of("eth1"),
                Optional.empty(),
                List.of(Duration.ZERO),
                ArpFlux.PREVENT,
                ReplyRoutes.PREPARE);
        kits.add(site.server().call(() -> new IpKitProvider().create(config, context)));
    }
}
