package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Relay;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.ec2fake.World;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;

/** What the kit makes of an API in trouble. Cases of {@code docs/kits/ec2-cases.md}. */
class ApiFaultCasesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final CheckResult.Unhealthy STOLEN =
            new CheckResult.Unhealthy("leads elsewhere", FailureScope.RETRY_HERE);

    @TempDir
    private Path directory;

    private FaultStand stand;

    @BeforeEach
    void open() {
        stand = new FaultStand(directory);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private RecoveryKit restored() throws Exception {
        return restored(stand.routes());
    }

    private RecoveryKit restored(Ec2Config config) throws Exception {
        RecoveryKit kit = stand.warm(config);
        assertThat(kit.restore(stand.call())).isInstanceOf(ActionResult.Done.class);
        assertThat(stand.isAllOurs()).as("all entries lead here").isTrue();
        stand.ec2.traffic().clear();
        return kit;
    }

    private void only(Fault fault) {
        stand.ec2.faults().clear();
        stand.ec2.faults().always(Request.any(), fault);
    }

    private static void unknown(RecoveryKit kit, FaultStand stand, Object fault, String... words) throws Exception {
        for (CheckResult found : List.of(kit.quickCheck(stand.call()), kit.deepCheck(stand.call()))) {
            assertThat(found.kind()).as("%s: %s", fault, found.reason()).isEqualTo(CheckResult.Kind.UNKNOWN);
            assertThat(List.of(words)).as("%s: %s", fault, found.reason()).allMatch(found.reason()::contains);
        }
    }

    @Test
    void case05_anAnswerThatIsNotEc2sIsNeitherHealthNorAFailure() throws Exception {
        RecoveryKit kit = restored();
        World before = stand.cloud.world();
        for (Fault fault : List.of(
                Fault.html(200), Fault.empty(), Fault.html(302), Fault.html(403), Fault.truncated(), Fault.cutOff())) {
            only(fault);
            unknown(kit, stand, fault);
        }
        for (Fault fault : List.of(Fault.html(200), Fault.empty())) {
            only(fault);
            ActionResult result = kit.restore(stand.call(DEADLINE));
            assertThat(result.kind()).as("restore under %s", fault).isNotEqualTo(ActionResult.Kind.DONE);
            assertThat(result.reason()).as("restore under %s", fault).isNotBlank();
        }
        assertThat(stand.cloud.world()).as("nothing was changed").isEqualTo(before);
        stand.ec2.faults().clear();
        assertThat(kit.quickCheck(stand.call()).kind()).as("afterwards").isEqualTo(CheckResult.Kind.HEALTHY);
    }

    @Test
    void case22_aReplyLostAfterTheWriteIsHarmless() throws Exception {
        RecoveryKit kit = stand.warm(stand.routes());
        stand.ec2.faults().first(3, Request.writes(), Fault.replyLost());
        ActionResult result = kit.restore(stand.call());
        assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.isAllOurs()).isTrue();
        assertThat(stand.cloud.world().table("rtb-b").orElseThrow().route(FaultStand.NEIGHBOUR))
                .as("the neighbour's entry")
                .hasValue(Route.to(FaultStand.NEIGHBOUR, FaultStand.PEER));
    }

    @Test
    void case35_everySecondCallThrottledStillSucceeds() throws Exception {
        RecoveryKit kit = stand.warm(FaultStand.verifying(Duration.ofSeconds(15), FaultStand.routes(attempting(3))));
        stand.ec2.faults().everyNth(2, Request.any(), Fault.throttled());
        ActionResult result = kit.restore(stand.call());
        assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.isAllOurs()).isTrue();
    }

    /** The SDK repeats a throttled call after up to a second: without that, or with time for it. */
    private ApiConfig attempting(int attempts) {
        ApiConfig api = stand.api();
        return new ApiConfig(
                api.region(),
                api.endpoint(),
                api.proxy(),
                api.credentials(),
                api.profileFile(),
                api.connectTimeout(),
                api.attemptTimeout(),
                Duration.ofSeconds(10),
                attempts,
                api.parallelism(),
                api.checkInterval(),
                api.imdsEndpoint(),
                api.imdsTimeout());
    }

    @Test
    void case36_throttledForGoodChecksCannotTellAndRecoveryEndsInTime() throws Exception {
        RecoveryKit kit = restored(FaultStand.routes(attempting(1)));
        stand.cloud.route("rtb-a", Route.to(FaultStand.VIP, FaultStand.PEER));
        only(Fault.throttled());
        unknown(kit, stand, "throttled", "RequestLimitExceeded");
        for (RecoveryCall call : List.<RecoveryCall>of(
                () -> kit.restore(stand.call(DEADLINE)), () -> kit.localRecovery(stand.call(DEADLINE), STOLEN))) {
            long began = System.nanoTime();
            ActionResult result = call.make();
            assertThat(result.kind()).as(result.reason()).isNotEqualTo(ActionResult.Kind.DONE);
            assertThat(result.reason()).contains("RequestLimitExceeded");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE.plusSeconds(1));
        }
        only(Fault.unavailable());
        unknown(kit, stand, "unavailable");
        stand.ec2.faults().clear();
        assertThat(kit.localRecovery(stand.call(), STOLEN).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.isAllOurs()).as("recovered afterwards").isTrue();
    }

    private interface RecoveryCall {
        ActionResult make() throws Exception;
    }

    @Test
    void case38_deniedIsSaidWithTheMissingActionAndNotRepeated() throws Exception {
        RecoveryKit kit = restored();
        for (Fault fault : List.of(Fault.unauthorized("DescribeRouteTables"), Fault.accessDenied())) {
            only(fault);
            unknown(kit, stand, fault, "ec2:DescribeRouteTables");
        }
        only(Fault.authFailure());
        unknown(kit, stand, "401", "credentials");
        stand.ec2.traffic().clear();
        CheckResult found = kit.quickCheck(stand.call());
        assertThat(found.kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(stand.ec2.traffic().count(Request.action("DescribeRouteTables")))
                .as("attempts")
                .isEqualTo(1);
    }

    @Test
    void case38_aDeniedWriteFailsAtOnceAndNamesItsAction() throws Exception {
        RecoveryKit kit = stand.warm(stand.routes());
        stand.ec2.faults().always(Request.action("ReplaceRoute"), Fault.unauthorized("ReplaceRoute"));
        ActionResult result = kit.restore(stand.call());
        assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.FAILED);
        assertThat(result.reason()).contains("rtb-a", "rtb-b", "ec2:ReplaceRoute", "UnauthorizedOperation");
        assertThat(stand.ec2.traffic().count(Request.action("ReplaceRoute")))
                .as("one try for each table")
                .isEqualTo(2);
    }

    @Test
    void case43_noCallCouldLeaveTheLoopback() throws Exception {
        assertThat(NetworkInterface.networkInterfaces().filter(FaultStandNetwork::isUp))
                .as("interfaces of this JVM that are up, the loopback apart; tests run in a namespace of their own")
                .allSatisfy(one -> assertThat(one.isLoopback()).isTrue());
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("169.254.169.254", 80), 1000))
                    .as("the real metadata service")
                    .isInstanceOf(java.io.IOException.class);
        }
        RecoveryKit kit = restored();
        assertThat(kit.quickCheck(stand.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(stand.ec2.traffic().all())
                .as("what was asked, was asked here")
                .isNotEmpty();
    }

    @Test
    void case45_theFirstRecoveryAfterIdleFindsItsConnectionClosed() throws Exception {
        try (Relay relay = Relay.to(stand.ec2.endpoint())) {
            RecoveryKit kit =
                    stand.warm(FaultStand.routes(stand.api(relay.endpoint().toString())));
            assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            for (Runnable end : List.<Runnable>of(relay::closeConnections, relay::resetConnections)) {
                stand.cloud.route("rtb-a", Route.to(FaultStand.VIP, FaultStand.PEER));
                end.run();
                long began = System.nanoTime();
                ActionResult result = kit.localRecovery(stand.call(), STOLEN);
                assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
                assertThat(stand.isAllOurs()).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }
}
