package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.ec2fake.Deviation;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** Other implementations of EC2's API differ in details; the kit depends on none of them. */
class DeviationTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Deviation.class)
    void theWayByRoutesIsTheSame(Deviation deviation) throws Exception {
        try (FaultStand stand = new FaultStand(directory)) {
            stand.ec2.deviate(deviation);
            RecoveryKit kit = stand.warm(stand.routes());
            // Somebody deletes an entry just before it is replaced: this answer differs, too.
            stand.ec2
                    .faults()
                    .first(
                            1,
                            Request.action("ReplaceRoute").and(Request.with("RouteTableId", "rtb-b")),
                            Fault.meanwhile(() -> stand.cloud.dropRoute("rtb-b", FaultStand.VIP)));
            ActionResult result = kit.restore(stand.call());
            assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(stand.target("rtb-a")).isEqualTo(FaultStand.OWN);
            assertThat(stand.target("rtb-b")).as("nothing was created").isEqualTo("nowhere");
            stand.cloud.route("rtb-b", Route.to(FaultStand.VIP, FaultStand.PEER));
            assertThat(kit.deepCheck(stand.call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(stand.isAllOurs()).isTrue();
            assertThat(kit.deepCheck(stand.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        }
    }

    @ParameterizedTest
    @EnumSource(Deviation.class)
    void theWayByAnElasticIpIsTheSame(Deviation deviation) throws Exception {
        try (FaultStand stand = new FaultStand(directory)) {
            stand.ec2.deviate(deviation);
            RecoveryKit kit = stand.warm(stand.elasticIp());
            ActionResult result = kit.restore(stand.call());
            assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(stand.isElasticIpOurs()).isTrue();
            stand.ec2.traffic().clear();
            assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(stand.ec2.traffic().writes()).as("the second time").isEmpty();
            assertThat(kit.remove(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(stand.isElasticIpOurs()).isFalse();
            assertThat(kit.quickCheck(stand.call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        }
    }
}
