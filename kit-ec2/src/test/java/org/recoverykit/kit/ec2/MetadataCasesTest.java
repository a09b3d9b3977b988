package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Instance;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.World;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;

/** Case 42: what the kit makes of a metadata service in trouble, and of an instance that changes. */
class MetadataCasesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    private FaultStand stand;
    private RecoveryKit kit;

    @BeforeEach
    void open() throws Exception {
        stand = new FaultStand(directory);
        kit = stand.warm(stand.routes());
        assertThat(kit.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void cannotTell(String what, String... words) throws Exception {
        CheckResult found = kit.deepCheck(stand.call(DEADLINE));
        assertThat(found.kind()).as("%s: %s", what, found.reason()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(found.reason()).as(what).contains("metadata");
        assertThat(List.of(words)).as("%s: %s", what, found.reason()).allMatch(found.reason()::contains);
    }

    @Test
    void case42_aTokenThatIsRefusedInMidLifeIsReplaced() throws Exception {
        stand.imds.forgetTokens();
        assertThat(kit.deepCheck(stand.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(stand.imds.traffic().count(Request.action(FakeImds.TOKEN)))
                .as("new tokens in all")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void case42_aTokenIsUsedAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(kit.deepCheck(stand.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        }
        assertThat(stand.imds.traffic().count(Request.action(FakeImds.TOKEN)))
                .as("new tokens")
                .isZero();
    }

    @Test
    void case42_aServiceThatIsSwitchedOffIsSaid() throws Exception {
        stand.imds.forgetTokens();
        stand.imds.faults().always(Request.any(), Fault.status(403));
        cannotTell("403", "403", "switched off");
    }

    @Test
    void case42_aServiceThatHangsIsGivenUpInTime() throws Exception {
        stand.imds.faults().always(Request.any(), Fault.hang());
        cannotTell("hang");
    }

    @Test
    void case42_aTokenThatNeverComesHintsAtTheHopLimit() throws Exception {
        stand.imds.forgetTokens();
        stand.imds.faults().always(Request.action(FakeImds.TOKEN), Fault.hang());
        cannotTell("hop limit 1", "hop limit");
    }

    @Test
    void case42_aPathThatIsNotThereIsSaid() throws Exception {
        stand.imds.faults().always(Request.any(), Fault.status(404));
        cannotTell("404", "404");
    }

    @Test
    void case42_aPageOfAProxyIsNoMetadata() throws Exception {
        World before = stand.cloud.world();
        stand.imds.faults().always(Request.any(), Fault.html(200));
        CheckResult found = kit.deepCheck(stand.call(DEADLINE));
        assertThat(found.kind()).as("check: %s", found.reason()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(kit.restore(stand.call(DEADLINE)).kind()).as("restore").isNotEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.cloud.world()).as("nothing was changed").isEqualTo(before);
    }

    @Test
    void case42_amongSeveralInterfacesTheSettingsDecide() throws Exception {
        Eni second = Eni.attached("eni-0second", FaultStand.VPC, "i-1", "10.0.1.11");
        stand.cloud.eni(second);
        stand.imds.instance(Instance.of("i-1", FaultStand.REGION, FaultStand.OWN_ENI, second));
        World before = stand.cloud.world();
        ActionResult result = kit.restore(stand.call(DEADLINE));
        assertThat(result.kind()).as("auto among two").isEqualTo(ActionResult.Kind.FAILED);
        assertThat(result.reason()).contains(FaultStand.OWN, "eni-0second");
        assertThat(stand.cloud.world()).as("nothing was guessed").isEqualTo(before);
        RecoveryKit decided =
                stand.warm(FaultStand.routes("10.1.0.10", "10.0.1.11", Optional.of(FaultStand.VPC), stand.api()));
        assertThat(decided.restore(stand.call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.target("rtb-a")).isEqualTo("eni-0second");
    }

    @Test
    void case42_anInterfaceThatWasReplacedIsFoundAgain() throws Exception {
        Eni fresh = Eni.attached("eni-0fresh", FaultStand.VPC, "i-1", "10.0.0.99");
        stand.cloud.drop(FaultStand.OWN);
        stand.cloud.eni(fresh);
        stand.imds.instance(Instance.of("i-1", FaultStand.REGION, fresh));
        CheckResult found = kit.deepCheck(stand.call());
        assertThat(found.kind()).as(found.reason()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        assertThat(kit.localRecovery(stand.call(), (CheckResult.Unhealthy) found)
                        .kind())
                .isEqualTo(ActionResult.Kind.DONE);
        assertThat(stand.target("rtb-a")).isEqualTo("eni-0fresh");
        assertThat(stand.target("rtb-b")).isEqualTo("eni-0fresh");
        assertThat(stand.cloud.world().eni("eni-0fresh").map(Eni::sourceDestCheck))
                .as("its source/destination check")
                .hasValue(false);
    }
}
