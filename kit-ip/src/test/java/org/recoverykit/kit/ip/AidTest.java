package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** What leaves the moment the kernel says that eth0 (1), which has the address, has lost its carrier; eth1 (2) is the spare. */
class AidTest {
    private static final String VIP = "10.0.0.50/24";
    private static final String TOLD = "announce ready 2";

    private final ManualTime time = new ManualTime();
    private final FakeNetwork network =
            new FakeNetwork().with(1, "10.0.0.11/24").with(2, "10.0.0.12/24");
    private final IpHost host = IpHost.over(network);
    private final TestContext context = new TestContext("vip", time, Path.of("target/work"));
    private final IpKit kit = new IpKit(ProtectedVip.config(VIP), context, host);

    @BeforeEach
    void inService() throws Exception {
        kit.open();
        assertThat(kit.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        context.allowFirstAid(true);
    }

    @AfterEach
    void tearDown() {
        kit.close();
        context.close();
    }

    @Test
    void theAnnouncementLeavesAtTheFirstWordAndNoSecondOneWithTheMove() {
        network.alarm(1);
        assertThat(network.journal()).as("before anybody made anything of it").endsWith(TOLD);

        network.tellLost("eth0");

        assertThat(network.journal())
                .as("told once, then moved")
                .endsWith(TOLD, "add 10.0.0.50 2", "delete 10.0.0.50 1");
        assertThat(network.placesOf(VIP)).containsExactly(2);
    }

    @Test
    void furtherWordsAboutTheSameDeadLinkTellNothingMore() {
        network.alarm(1);
        network.alarm(1);

        assertThat(told()).isEqualTo(1);
    }

    @Test
    void anExerciseTellsNobodyAndLeavesReadyWhatStoodReady() {
        network.exercise();
        network.exercise();
        assertThat(told()).as("by exercises").isZero();

        network.alarm(1);

        assertThat(told()).as("by the alarm after them").isEqualTo(1);
    }

    @Test
    void anExerciseWithoutAnythingReadyPassesQuietly() throws Exception {
        assertThat(kit.remove(call()).kind()).isEqualTo(ActionResult.Kind.DONE);

        network.exercise();

        assertThat(told()).isZero();
    }

    @Test
    void wordsAboutOtherLinksTellNothing() {
        network.alarm(2);
        network.alarm(3);

        assertThat(told()).isZero();
    }

    @Test
    void withoutTheEnginesPermissionNothingLeaves() {
        context.allowFirstAid(false);

        network.alarm(1);

        assertThat(told()).isZero();
    }

    @Test
    void whileTheTableMissesEventsNothingLeaves() {
        network.outdated();

        network.alarm(1);

        assertThat(told()).isZero();
    }

    @Test
    void outOfServiceNothingLeaves() throws Exception {
        assertThat(kit.remove(call()).kind()).isEqualTo(ActionResult.Kind.DONE);

        network.alarm(1);

        assertThat(told()).isZero();
    }

    @Test
    void aFrameThatTheKernelRefusesIsSentAgainByTheMove() {
        network.refuse(TOLD, new KernelResult.Refused(100, "", "ENETDOWN"));

        network.alarm(1);
        network.tellLost("eth0");

        assertThat(network.journal())
                .as("the move announces as if nothing had stood ready")
                .endsWith(TOLD, "announce 2", "add 10.0.0.50 2", "delete 10.0.0.50 1");
    }

    @Test
    void afterARecoveryWhatStandsReadyLeadsBack() throws Exception {
        network.alarm(1);
        network.tellLost("eth0");
        network.cutUnseen("eth0");
        assertThat(kit.localRecovery(call(), new CheckResult.Unhealthy("found by a test", FailureScope.RETRY_HERE))
                        .kind())
                .isEqualTo(ActionResult.Kind.DONE);

        assertThat(network.journal()).as("told at once").contains(TOLD);
        assertThat(Collections.frequency(network.journal(), "announce 2"))
                .as("by the recovery no first announcement again, only the reply form in its turn")
                .isEqualTo(1);

        network.alarm(2);

        assertThat(network.journal()).endsWith("announce ready 1");
    }

    @Test
    void aRecoveryThatHasToAddItAgainTellsAgain() throws Exception {
        network.alarm(1);
        network.tellLost("eth0");
        network.deletedByOthers(VIP);

        assertThat(kit.localRecovery(call(), new CheckResult.Unhealthy("found by a test", FailureScope.RETRY_HERE))
                        .kind())
                .isEqualTo(ActionResult.Kind.DONE);

        assertThat(network.journal()).containsSequence("add 10.0.0.50 2", "announce 2");
    }

    @Test
    void anotherKitOnTheSameInterfaceTellsItsOwnAddress() throws Exception {
        IpKit other = new IpKit(ProtectedVip.config("10.0.0.51/24"), context, host);
        host.share();
        other.open();
        assertThat(other.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);

        network.alarm(1);
        other.close();

        assertThat(told()).as("one for each address").isEqualTo(2);
    }

    private long told() {
        return network.journal().stream().filter(TOLD::equals).count();
    }

    private TestCall call() {
        return TestCall.within(Duration.ofSeconds(5), time);
    }
}
