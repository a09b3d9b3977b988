package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** One cable, many addresses: each resource has its own call, and they share the work. */
@KernelTest
class ManyAddressesKernelTest {
    private static final int MANY = 1000;

    /** Their restores wait for duplicate address detection, here eight at a time. */
    private static final int FEWER = 200;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Site site = new Site();
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
    void ipv6AddressesToo() throws Exception {
        site.close();
        site = new Site(Plan.IPV6).withFixedAddresses();
        for (int i = 0; i < FEWER; i++) {
            String address = "2001:db8::1:" + Integer.toHexString(i + 1) + "/64";
            create(TestSettings.of(address).announce(List.of(Duration.ZERO)), time);
        }
        together((kit, call) -> kit.restore(call));
        CheckResult.Unhealthy problem = new CheckResult.Unhealthy("eth0 has no carrier", FailureScope.RETRY_HERE);
        site.cut(0);
        Eventually.within(
                Site.SOON,
                "the kits see the cut",
                () -> kits.get(0).quickCheck(TestCall.within(LIMIT, time)).kind() == CheckResult.Kind.UNHEALTHY);

        together((kit, call) -> kit.localRecovery(call, problem));

        assertThat(site.addresses().stream().filter(line -> line.contains(" eth1 ")))
                .hasSize(FEWER + 1);
        assertThat(site.addresses().stream().filter(line -> line.contains(" eth0 ")))
                .hasSize(1);
        together((kit, call) -> kit.remove(call));
        assertThat(site.addresses()).hasSize(2);
        assertThat(site.server().ip("-6 rule show")).doesNotContain("2001:db8::");
    }

    @Test
    void allMoveTogetherAndNoneIsLost(TestReporter reporter) throws Exception {
        site.server().ip("addr add 10.0.0.1/16 dev eth0");
        site.server().ip("addr add 10.0.0.2/16 dev eth1");
        for (int i = 0; i < MANY; i++) {
            String address = "10.0." + (1 + i / 200) + "." + (1 + i % 200) + "/16";
            create(TestSettings.of(address).announce(List.of(Duration.ZERO)), time);
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

    @Test
    void oneThousandAddressesMovedAtOnceStayBelowTheStatedFrameRate() throws Exception {
        site.server().ip("addr add 10.0.0.1/16 dev eth0");
        site.server().ip("addr add 10.0.0.2/16 dev eth1");
        ManualTime hand = new ManualTime();
        for (int i = 0; i < MANY; i++) {
            String address = "10.0." + (1 + i / 200) + "." + (1 + i % 200) + "/16";
            create(TestSettings.of(address).routes(ReplyRoutes.LEAVE).arpFlux(ArpFlux.IGNORE), hand);
        }
        together((kit, call) -> kit.restore(call));
        hand.advance(Duration.ofSeconds(20)); // their own announcements
        CheckResult.Unhealthy problem = new CheckResult.Unhealthy("eth0 has no carrier", FailureScope.RETRY_HERE);
        site.cut(0);
        Eventually.within(
                Site.SOON,
                "the kits see the cut",
                () -> kits.get(0).quickCheck(TestCall.within(LIMIT, time)).kind() == CheckResult.Kind.UNHEALTHY);
        settled();
        int before = site.wire().announcements().size();

        together((kit, call) -> kit.localRecovery(call, problem));

        // Time stands still: what has left has left at once.
        int atOnce = settled() - before;
        assertThat(atOnce)
                .as("no first announcement waits for its place, and few others leave beside them")
                .isBetween(site.wire().isLossless() ? MANY : 1, MANY + FrameBudget.BLOCK);
        int last = before + atOnce;
        // On a busy machine the sender may pause for so long that its frames seem to be over.
        for (int second = 1; second <= 8 || (second <= 30 && last - before < 6 * MANY); second++) {
            hand.advance(Duration.ofSeconds(1));
            int now = settled();
            assertThat(now - last)
                    .as("frames in second %s", second)
                    .isLessThanOrEqualTo(FrameBudget.OTHERS_PER_SECOND + 1);
            last = now;
        }
        assertThat(last - before)
                .as("two forms, three times each")
                .isBetween(site.wire().isLossless() ? 6 * MANY : 1, 6 * MANY);
    }

    /** How many announcements have passed, when no more come. */
    private int settled() {
        int[] known = {-1};
        Eventually.within(LIMIT, "frames stop coming", () -> {
            int now = site.wire().announcements().size();
            boolean same = now == known[0];
            known[0] = now;
            return same && site.wire().isQuiet();
        });
        return known[0];
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

    private void create(TestSettings settings, EngineTime clock) {
        TestContext context = new TestContext("vip-" + kits.size(), clock, Path.of("target/work"));
        contexts.add(context);
        IpConfig config = settings.config();
        kits.add(site.server().call(() -> new IpKitProvider().create(config, context)));
    }
}
