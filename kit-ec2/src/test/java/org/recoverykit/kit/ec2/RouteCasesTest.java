package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.ec2fake.Deviation;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.ec2fake.World;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.RecoveryKit;

/** The cases of docs/kits/ec2-cases.md about route tables. */
class RouteCasesTest {
    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void case01_theWorkedExampleByteForByte() throws Exception {
        site.withExample();
        assertThat(site.table("rtb-a")).isEqualTo("10.1.0.10/32 | eni-89abcdef\n10.0.0.0/16 | local\n");
        assertThat(site.table("rtb-b"))
                .isEqualTo("10.1.0.10/32 | eni-89abcdef\n10.1.0.20/32 | eni-89abcdef\n10.0.0.0/16 | local\n");
        assertThat(site.recover(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).isEqualTo("10.1.0.10/32 | eni-01234567\n10.0.0.0/16 | local\n");
        assertThat(site.table("rtb-b"))
                .isEqualTo("10.1.0.10/32 | eni-01234567\n10.1.0.20/32 | eni-89abcdef\n10.0.0.0/16 | local\n");
        assertThat(sourceDestCheck()).as("source/destination check").isFalse();
    }

    @Test
    void case02_aSecondRunWritesNothing() throws Exception {
        RecoveryKit kit = site.withExample().kit(site.routes());
        site.recover(kit);
        site.ec2().traffic().clear();
        assertThat(site.recover(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.check(kit)).isInstanceOf(CheckResult.Healthy.class);
        assertThat(site.writes()).as("writes when everything is right").isEmpty();
    }

    @Test
    void case03_noEntryIsCreatedWhereThereIsNone() throws Exception {
        site.withExample().cloud().dropRoute("rtb-a", Site.ENTRY);
        site.cloud().table("rtb-c", Site.VPC, Route.local("10.0.0.0/16"));
        assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).isEqualTo("10.0.0.0/16 | local\n");
        assertThat(site.table("rtb-b")).startsWith("10.1.0.10/32 | eni-01234567\n");
        assertThat(site.table("rtb-c")).isEqualTo("10.0.0.0/16 | local\n");
    }

    @Test
    void case03_anEntryIsCreatedWhereTheSettingsSaySo() throws Exception {
        site.withExample().cloud().dropRoute("rtb-a", Site.ENTRY);
        Settings named = site.routes().routeTables("rtb-a");
        CheckResult without = site.check(site.kit(named, site.context("without")));
        assertThat(without).isInstanceOf(CheckResult.Unhealthy.class);
        assertThat(without.reason())
                .contains("rtb-a has no entry for 10.1.0.10/32")
                .contains("createMissing");
        assertThat(site.restore(site.kit(named.createMissing()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).isEqualTo("10.0.0.0/16 | local\n10.1.0.10/32 | eni-01234567\n");
        assertThat(site.table("rtb-b")).as("a table that is not named").startsWith("10.1.0.10/32 | eni-89abcdef\n");
    }

    @Test
    void case04_noEntryAnywhereIsNeverHealthy() throws Exception {
        site.cloud().table("rtb-a", Site.VPC, Route.local("10.0.0.0/16"));
        RecoveryKit kit = site.kit(site.routes());
        assertThat(site.check(kit)).isInstanceOfSatisfying(CheckResult.Unhealthy.class, bad -> {
            assertThat(bad.scope()).isEqualTo(FailureScope.NOWHERE);
            assertThat(bad.reason()).contains("no route table of vpc-1 has an entry for 10.1.0.10/32");
        });
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Failed.class);
        assertThat(site.writes()).as("writes").isEmpty();
    }

    @Test
    void case04_fewerEntriesThanRequiredAreUnhealthy() throws Exception {
        site.withExample();
        RecoveryKit kit = site.kit(site.routes().requireAtLeast(3));
        assertThat(site.check(kit).reason()).contains("only 2 of at least 3");
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Failed.class);
    }

    @Test
    void case06_theEntryOnTheLastOfThreePages() throws Exception {
        IntStream.range(0, 230)
                .forEach(i -> site.cloud().table("rtb-" + (1000 + i), Site.VPC, Route.local("10.0.0.0/16")));
        site.cloud().route("rtb-1229", Route.to(Site.ENTRY, Site.PEER));
        assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-1229")).contains("10.1.0.10/32 | eni-01234567");
        assertThat(site.writes()).containsOnlyOnce("ReplaceRoute");
    }

    @Test
    void case07_theSameAddressInAnotherVpcIsUntouched() throws Exception {
        site.withExample();
        site.cloud().eni(Eni.attached("eni-99", "vpc-2", "i-9", "10.9.0.9"));
        site.cloud().table("rtb-z", "vpc-2", Route.to(Site.ENTRY, "eni-99"), Route.local("10.9.0.0/16"));
        site.restore(site.kit(site.routes()));
        assertThat(site.table("rtb-z")).isEqualTo("10.1.0.10/32 | eni-99\n10.9.0.0/16 | local\n");
    }

    @Test
    void case08_neighboursThatLookAlike() throws Exception {
        site.cloud()
                .table(
                        "rtb-a",
                        Site.VPC,
                        Route.to("10.1.0.0/24", Site.PEER),
                        Route.to("10.1.0.1/32", Site.PEER),
                        Route.to("10.1.0.100/32", Site.PEER),
                        Route.to("110.1.0.10/32", Site.PEER),
                        Route.to(Site.ENTRY, Site.PEER),
                        Route.local("10.0.0.0/16"));
        site.restore(site.kit(site.routes()));
        assertThat(site.table("rtb-a")).isEqualTo("""
                        10.1.0.0/24 | eni-89abcdef
                        10.1.0.1/32 | eni-89abcdef
                        10.1.0.100/32 | eni-89abcdef
                        110.1.0.10/32 | eni-89abcdef
                        10.1.0.10/32 | eni-01234567
                        10.0.0.0/16 | local
                        """);
        RecoveryKit one = site.kit(site.routes().address("10.1.0.1"), site.context("one"));
        assertThat(site.check(one).reason()).contains("leads 10.1.0.1/32 to eni-89abcdef");
    }

    @Test
    void case09_anIpv6AddressSpeltOtherwise() throws Exception {
        site.cloud()
                .table(
                        "rtb-a",
                        Site.VPC,
                        Route.to("fd00::1:0:10/128", Site.PEER),
                        Route.to("fd00::1:0:1/128", Site.PEER),
                        Route.local("2001:db8::/56"));
        RecoveryKit kit = site.kit(site.routes().address("FD00:0:0:0:0:1:0000:0010"));
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a"))
                .isEqualTo("fd00::1:0:10/128 | eni-01234567\nfd00::1:0:1/128 | eni-89abcdef\n2001:db8::/56 | local\n");
        assertThat(site.check(kit)).isInstanceOf(CheckResult.Healthy.class);
    }

    @Test
    void case10_aPrefixListIsToldAndUntouched() throws Exception {
        site.withExample();
        site.cloud().route("rtb-a", Route.to("pl-0123", Site.PEER));
        site.cloud().route("rtb-b", Route.to("pl-4567", "vpce-01"));
        RecoveryKit kit = site.kit(site.routes());
        site.restore(kit);
        assertThat(site.table("rtb-a")).contains("pl-0123 | eni-89abcdef\n");
        CheckResult check = site.check(kit);
        assertThat(check).isInstanceOf(CheckResult.Healthy.class);
        assertThat(check.reason())
                .contains("prefix list pl-0123")
                .as("a gateway endpoint's list")
                .doesNotContain("pl-4567");
    }

    @Test
    void case11_aTargetThatIsNoInterfaceIsReplacedOnlyIfAllowed() throws Exception {
        site.withExample();
        for (String target : new String[] {"igw-1", "nat-1", "tgw-1", "pcx-1", "vpce-1"}) {
            site.cloud().route("rtb-a", Route.to(Site.ENTRY, target));
            ActionResult result = site.restore(site.kit(site.routes(), site.context("plain-" + target)));
            assertThat(result).as(target).isInstanceOf(ActionResult.Failed.class);
            assertThat(result.reason()).contains("rtb-a").contains(target).contains("adoptForeignTarget");
            assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | " + target);
            assertThat(site.table("rtb-b")).as("the other table").contains("10.1.0.10/32 | eni-01234567");
        }
        assertThat(site.restore(site.kit(site.routes().adoptForeignTarget()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | eni-01234567");
    }

    @Test
    void case12_aPropagatedEntryIsReported() throws Exception {
        site.withExample().cloud().dropRoute("rtb-a", Site.ENTRY);
        site.cloud().route("rtb-a", Route.propagated(Site.ENTRY, "vgw-1"));
        ActionResult result = site.restore(site.kit(site.routes()));
        assertThat(result).isInstanceOf(ActionResult.Failed.class);
        assertThat(result.reason()).contains("rtb-a").contains("propagation");
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | vgw-1");
        assertThat(site.ec2().traffic().writes().toString()).doesNotContain("rtb-a");
    }

    @Test
    void case13_aBlackholeIsUnhealthyThoughTheTargetIsOurs() throws Exception {
        RecoveryKit kit = site.withExample().kit(site.routes().vpc(Site.VPC));
        site.restore(kit);
        Eni attached = site.cloud().world().eni(Site.OWN).orElseThrow();
        site.cloud().eni(attached.detached());
        assertThat(site.check(kit)).isInstanceOf(CheckResult.Unhealthy.class);
        assertThat(site.check(kit).reason()).contains("blackhole");
        site.cloud().eni(attached);
        assertThat(site.check(kit)).isInstanceOf(CheckResult.Healthy.class);
    }

    @Test
    void case14_aDeniedTableDoesNotKeepTheOthersBack() throws Exception {
        site.withExample().cloud().table("rtb-c", Site.VPC, Route.to(Site.ENTRY, Site.PEER));
        site.ec2().faults().always(Request.with("RouteTableId", "rtb-b"), Fault.unauthorized("ReplaceRoute"));
        ActionResult result = site.restore(site.kit(site.routes()));
        assertThat(result).isInstanceOf(ActionResult.Failed.class);
        assertThat(result.reason())
                .contains("rtb-b")
                .contains("UnauthorizedOperation")
                .contains("ec2:ReplaceRoute")
                .doesNotContain("rtb-a:");
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | eni-01234567");
        assertThat(site.table("rtb-b")).contains("10.1.0.10/32 | eni-89abcdef");
        assertThat(site.table("rtb-c")).contains("10.1.0.10/32 | eni-01234567");
    }

    @Test
    void case17_anUnknownInterface() throws Exception {
        RecoveryKit kit = site.withExample()
                .kit(site.routes().networkInterface("eni-0f0f").vpc(Site.VPC));
        ActionResult result = site.restore(kit);
        assertThat(result)
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
        assertThat(result.reason()).contains("eni-0f0f does not exist");
        assertThat(site.check(kit)).isInstanceOf(CheckResult.Unhealthy.class);
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void case18_anInterfaceOfAnotherVpc() throws Exception {
        site.withExample().cloud().table("rtb-z", "vpc-2", Route.to(Site.ENTRY, Site.PEER));
        RecoveryKit kit = site.kit(site.routes().vpc("vpc-2"));
        assertThat(site.restore(kit).reason()).contains("eni-01234567 belongs to vpc-1, not to vpc-2");
        assertThat(validate(kit)).contains("not possible: eni-01234567 belongs to vpc-1, not to vpc-2");
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void case19_anAddressInsideTheVpc() throws Exception {
        site.withExample();
        site.cloud().route("rtb-a", Route.to("10.0.7.7/32", Site.PEER));
        RecoveryKit kit = site.kit(site.routes().address("10.0.7.7"));
        ActionResult result = site.restore(kit);
        assertThat(result)
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(FailureScope.NOWHERE));
        assertThat(result.reason()).contains("10.0.7.7/32 lies inside the VPC's own network 10.0.0.0/16");
        assertThat(validate(kit)).contains("lies inside");
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void case20_theSourceDestinationCheckIsSwitchedOffAndGivenBack() throws Exception {
        RecoveryKit kit = site.withExample().kit(site.routes());
        site.restore(kit);
        assertThat(sourceDestCheck()).isFalse();
        site.cloud().eni(site.cloud().world().eni(Site.OWN).orElseThrow().checking(true));
        assertThat(site.check(kit).reason()).contains("source/destination check of eni-01234567 is on");
        site.ec2().traffic().clear();
        assertThat(site.recover(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.writes()).containsExactly("ModifyNetworkInterfaceAttribute");
        assertThat(sourceDestCheck()).isFalse();
        assertThat(site.remove(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(sourceDestCheck()).as("given back by remove").isTrue();
        assertThat(site.table("rtb-a")).as("left for the next owner").contains("10.1.0.10/32 | eni-01234567");
    }

    @Test
    void case20_aCheckThatWasOffAlreadyIsNotTouched() throws Exception {
        site.withExample()
                .cloud()
                .eni(site.cloud().world().eni(Site.OWN).orElseThrow().checking(false));
        RecoveryKit kit = site.kit(site.routes());
        site.restore(kit);
        site.remove(kit);
        assertThat(site.writes()).doesNotContain("ModifyNetworkInterfaceAttribute");
        assertThat(sourceDestCheck()).isFalse();
    }

    @Test
    void case20_theLastOfTwoAddressesGivesTheCheckBack() throws Exception {
        site.withExample();
        RecoveryKit first = site.kit(site.routes(), site.context("first"));
        RecoveryKit second = site.kit(site.routes().address("10.1.0.20"), site.context("second"));
        site.restore(first);
        site.restore(second);
        site.remove(first);
        assertThat(sourceDestCheck()).as("while the second address needs it").isFalse();
        site.remove(second);
        assertThat(sourceDestCheck()).as("when nobody needs it").isTrue();
    }

    @Test
    void case20_aCheckThatIsRequiredToBeOffIsNotChanged() throws Exception {
        RecoveryKit kit = site.withExample().kit(site.routes().sourceDestCheck(SourceDestMode.REQUIRE));
        ActionResult result = site.restore(kit);
        assertThat(result).isInstanceOf(ActionResult.Failed.class);
        assertThat(result.reason()).contains("switch it off");
        assertThat(site.writes()).doesNotContain("ModifyNetworkInterfaceAttribute");
    }

    @Test
    void case40_thePermissionCheckIsHarmlessWhereDryRunIsUnknown() throws Exception {
        RecoveryKit kit = site.withExample().kit(site.routes());
        World before = site.cloud().world();
        assertThat(validate(kit)).contains("permission: ReplaceRoute is allowed");
        assertThat(site.cloud().world()).isEqualTo(before);
        site.ec2().deviate(Deviation.DRY_RUN_IGNORED);
        assertThat(validate(kit)).contains("permission: ReplaceRoute is allowed");
        assertThat(site.cloud().world())
                .as("after a dry run that was carried out")
                .isEqualTo(before);
        site.ec2().faults().always(Request.action("ReplaceRoute"), Fault.unauthorized("ReplaceRoute"));
        assertThat(validate(kit)).contains("permission: ReplaceRoute: denied").contains("ec2:ReplaceRoute");
    }

    private boolean sourceDestCheck() {
        return site.cloud().world().eni(Site.OWN).orElseThrow().sourceDestCheck();
    }

    private String validate(RecoveryKit kit) throws InterruptedException {
        return kit.perform(site.call(), new KitCommand("validate", Map.of())).text();
    }
}
