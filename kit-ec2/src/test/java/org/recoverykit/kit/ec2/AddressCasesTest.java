package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.ec2fake.Deviation;
import org.recoverykit.ec2fake.ElasticIp;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;

/** The cases of docs/kits/ec2-cases.md about Elastic IPs. */
class AddressCasesTest {
    private static final String ALLOCATION = "eipalloc-1";
    private static final String PUBLIC = "198.51.100.4";

    private final Site site = new Site();

    @BeforeEach
    void anElasticIpAndOneThatLooksAlike() {
        site.cloud()
                .address(ElasticIp.free(ALLOCATION, PUBLIC))
                .address(ElasticIp.free("eipalloc-10", "198.51.100.40"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void case25_fromNobodyToHere() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        assertThat(site.check(kit).reason()).contains("198.51.100.4 leads nowhere");
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).contains("eni-01234567 10.0.0.11");
        assertThat(site.check(kit)).isInstanceOf(CheckResult.Healthy.class);
        assertThat(site.cloud().world().address("eipalloc-10").orElseThrow().association())
                .as("the one that looks alike")
                .isEmpty();
    }

    @Test
    void case26_fromThePeerToHereAndThatIsSaidExplicitly() throws Exception {
        site.ec2().deviate(Deviation.REASSOCIATION_REFUSED_BY_DEFAULT);
        site.cloud().associate(ALLOCATION, Site.PEER, "10.0.0.12");
        assertThat(site.restore(site.kit(site.elasticIp(ALLOCATION)))).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).contains("eni-01234567 10.0.0.11");
        assertThat(site.ec2().traffic().writes().get(0).parameters()).containsEntry("AllowReassociation", "true");
    }

    @Test
    void case27_nothingIsWrittenWhenItIsHereAlready() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        site.restore(kit);
        site.ec2().traffic().clear();
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.recover(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.writes()).as("each may be charged").isEmpty();
    }

    @Test
    void case28_theWrongPrivateAddress() throws Exception {
        site.cloud().eni(site.cloud().world().eni(Site.OWN).orElseThrow().alsoHaving("10.0.0.111"));
        site.cloud().associate(ALLOCATION, Site.OWN, "10.0.0.11");
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION).privateIp("10.0.0.111"));
        assertThat(site.check(kit).reason()).contains("leads to eni-01234567 (10.0.0.11)");
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).contains("eni-01234567 10.0.0.111");
        RecoveryKit wrong = site.kit(site.elasticIp(ALLOCATION).privateIp("10.0.0.250"), site.context("wrong"));
        assertThat(site.restore(wrong).reason()).contains("eni-01234567 has no IPv4 address 10.0.0.250");
    }

    @Test
    void case29_anotherElasticIpIsDisplacedOnlyIfAllowed() throws Exception {
        site.cloud().associate("eipalloc-10", Site.OWN, "10.0.0.11");
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        ActionResult refused = site.restore(kit);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
        assertThat(refused.reason()).contains("198.51.100.40").contains("displaceOtherAddress");
        assertThat(site.writes()).isEmpty();
        RecoveryKit bold = site.kit(site.elasticIp(ALLOCATION).displaceOtherAddress(), site.context("bold"));
        assertThat(site.restore(bold)).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).contains("eni-01234567 10.0.0.11");
    }

    @Test
    void case30_blankTextsStandForNothing() throws Exception {
        site.ec2().deviate(Deviation.BLANK_FOR_ABSENT);
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        assertThat(site.check(kit).reason()).contains("leads nowhere");
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.remove(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).isEmpty();
    }

    @Test
    void case31_anUnknownAllocation() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp("eipalloc-77"));
        assertThat(site.check(kit))
                .isInstanceOfSatisfying(
                        CheckResult.Unhealthy.class,
                        bad -> assertThat(bad.scope()).isEqualTo(FailureScope.NOWHERE));
        assertThat(site.restore(kit).reason()).contains("no Elastic IP eipalloc-77");
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void case31_namedByTheAddressItself() throws Exception {
        assertThat(site.restore(site.kit(site.elasticIp(PUBLIC)))).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).contains("eni-01234567 10.0.0.11");
    }

    @Test
    void case31_releasedWhileItWasInService() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        site.restore(kit);
        site.cloud().drop(ALLOCATION);
        assertThat(site.check(kit).reason()).contains("was it released?");
        assertThat(site.remove(kit)).as("there is nothing to remove").isInstanceOf(ActionResult.Done.class);
    }

    @Test
    void case32_removeWhereItIsNoLongerOurs() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        site.restore(kit);
        site.cloud().associate(ALLOCATION, Site.PEER, "10.0.0.12");
        site.ec2().traffic().clear();
        assertThat(site.remove(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.writes()).isEmpty();
        assertThat(association()).contains("eni-89abcdef 10.0.0.12");
    }

    @Test
    void case32_theNextOwnerTakesItWhileWeRemove() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        site.restore(kit);
        site.ec2()
                .faults()
                .first(
                        1,
                        Request.action("DisassociateAddress"),
                        Fault.meanwhile(() -> site.cloud().associate(ALLOCATION, Site.PEER, "10.0.0.12")));
        assertThat(site.remove(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(association()).as("the next owner's").contains("eni-89abcdef 10.0.0.12");
    }

    @Test
    void case32_removeThatCannotReachEc2IsNotDone() throws Exception {
        RecoveryKit kit = site.kit(site.elasticIp(ALLOCATION));
        site.restore(kit);
        site.ec2().faults().always(Request.any(), Fault.unavailable());
        assertThat(kit.remove(site.call(Duration.ofSeconds(2)))).isInstanceOf(ActionResult.Indeterminate.class);
    }

    @Test
    void case33_associatedAndLostInARace() throws Exception {
        site.ec2()
                .faults()
                .first(
                        1,
                        Request.action("AssociateAddress"),
                        Fault.afterwards(() -> site.cloud().associate(ALLOCATION, Site.PEER, "10.0.0.12")));
        ActionResult result = site.restore(site.kit(site.elasticIp(ALLOCATION).verifyTimeout(Duration.ofSeconds(1))));
        assertThat(result).isNotInstanceOf(ActionResult.Done.class);
        assertThat(site.writes()).as("no ping-pong").containsExactly("AssociateAddress");
        assertThat(association()).contains("eni-89abcdef 10.0.0.12");
    }

    @Test
    void case34_ipv6IsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> site.elasticIp("2001:db8::7"))
                .withMessageContaining("no Elastic IPs of IPv6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> site.elasticIp(ALLOCATION).privateIp("fd00::1"))
                .withMessageContaining("privateIp");
    }

    private Optional<String> association() {
        return site.cloud()
                .world()
                .address(ALLOCATION)
                .flatMap(ElasticIp::association)
                .map(to -> to.eniId() + " " + to.privateIp());
    }
}
