package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.testkit.Eventually;

/** The rules of LifeKeeper's lkipbu (fault catalogue, row 125), and what its Information field shows. */
@KernelTest
class BackupCommandsKernelTest {
    private static final String BOTH = "node-a eth0 10.0.0.50 ffffff00 eth1";
    private static final String SWAPPED = "node-a eth1 10.0.0.50 ffffff00 eth0";
    private static final String ALONE = "node-a eth0 10.0.0.50 ffffff00 none";

    private final Site site = new Site().withFixedAddresses();
    private ProtectedVip vip = new ProtectedVip(
            site,
            TestSettings.of("10.0.0.50/24").withoutBackup().label("eth0:web").config());

    @AfterEach
    void tearDown() {
        vip.close();
        site.close();
    }

    @Test
    void addDefinesTheBackupAndFailsWhenThereIsOneOrTheNameIsInvalid() throws Exception {
        assertThat(show()).startsWith(ALONE);
        for (String invalid : List.of("eth9", "eth0", "lo", "", "a/b", "eth1:1", "much-too-long-name")) {
            refused("add-backup", Map.of("interface", invalid));
        }
        assertThat(show()).startsWith(ALONE);

        answered("add-backup", Map.of("interface", "eth1"));

        assertThat(show()).startsWith(BOTH);
        assertThat(vip.context().notes().get("information")).hasValue(BOTH);
        assertThat(refused("add-backup", Map.of("interface", "eth1"))).contains("eth1 is defined already");
        assertThat(show()).startsWith(BOTH);
    }

    @Test
    void removeFailsForAnyOtherInterfaceThanTheCurrentBackup() throws Exception {
        assertThat(refused("remove-backup", Map.of("interface", "eth1"))).contains("it is none");
        answered("add-backup", Map.of("interface", "eth1"));
        assertThat(refused("remove-backup", Map.of("interface", "eth0"))).contains("it is eth1");

        answered("remove-backup", Map.of("interface", "eth1"));

        assertThat(show()).startsWith(ALONE);
        assertThat(refused("move-to-backup", Map.of())).contains("no backup interface is defined");
    }

    @Test
    void anAddedBackupIsUsedByTheNextRecoveryAndARemovedOneIsNot() throws Exception {
        done(vip.restore());
        answered("add-backup", Map.of("interface", "eth1"));
        assertThat(site.server().sysctl("eth1/arp_ignore"))
                .as("prepared at once")
                .isEqualTo("1");
        site.cut(0);
        assertThat(vip.seeing(FailureScope.RETRY_HERE).recover())
                .isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        assertThat(site.answers()).isTrue();
        assertThat(site.addresses()).anyMatch(line -> line.contains("10.0.0.50/24") && line.contains("eth1:web"));

        answered("remove-backup", Map.of("interface", "eth0"));

        assertThat(site.answers()).as("eth0 is still dead").isTrue();
        site.mend(0);
        site.cut(1);
        assertThat(vip.seeing(FailureScope.TRY_ELSEWHERE).recover().kind()).isEqualTo(ActionResult.Kind.FAILED);
        done(vip.remove());
        for (String name : List.of("eth0", "eth1")) {
            assertThat(site.server().sysctl(name + "/arp_ignore"))
                    .as("given back: arp_ignore of %s", name)
                    .isEqualTo("0");
            assertThat(site.server().sysctl(name + "/ignore_routes_with_linkdown"))
                    .as("given back: ignore_routes_with_linkdown of %s", name)
                    .isEqualTo("0");
        }
    }

    @Test
    void movedByHandInServiceItIsAnsweredFromTheBackupAndTheTwoAreSwapped() throws Exception {
        answered("add-backup", Map.of("interface", "eth1"));
        done(vip.restore());
        assertThat(site.answers()).isTrue();

        assertThat(answered("move-to-backup", Map.of())).startsWith(SWAPPED);

        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.answers()).isTrue();
        assertThat(site.learnt()).hasValue(site.mac("eth1"));
        assertThat(vip.context().suspects()).as("a move by hand is no trouble").isEmpty();
        assertThat(answered("move-to-backup", Map.of())).startsWith(BOTH);
        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
    }

    @Test
    void outOfServiceAMoveOnlySwaps() throws Exception {
        answered("add-backup", Map.of("interface", "eth1"));

        assertThat(answered("move-to-backup", Map.of())).startsWith(SWAPPED);

        assertThat(site.whereabouts()).isEmpty();
        done(vip.restore());
        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
    }

    @Test
    void aMoveToADeadBackupIsRefusedAndTheAddressStaysWhereItWas() throws Exception {
        answered("add-backup", Map.of("interface", "eth1"));
        done(vip.restore());
        site.cut(1);

        assertThat(refused("move-to-backup", Map.of())).contains("eth1 has no carrier");

        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        assertThat(show()).startsWith(BOTH).contains("eth1 has no carrier");
        assertThat(site.answers()).isTrue();
        site.server().ip("addr del 10.0.0.50/24 dev eth0");
        Eventually.within(
                Site.SOON,
                "the address is watched on",
                () -> !vip.context().suspects().isEmpty());
    }

    @Test
    void whatWasChosenOutlivesTheProcessUntilTheSettingsAreEdited() throws Exception {
        answered("add-backup", Map.of("interface", "eth1"));
        answered("move-to-backup", Map.of());
        restart(TestSettings.of("10.0.0.50/24").withoutBackup().label("eth0:web"));
        assertThat(show()).startsWith(SWAPPED);
        answered("remove-backup", Map.of("interface", "eth0"));
        restart(TestSettings.of("10.0.0.50/24").withoutBackup().label("eth0:web"));
        assertThat(show()).startsWith("node-a eth1 10.0.0.50 ffffff00 none");
        done(vip.restore());
        assertThat(site.addresses()).anyMatch(line -> line.contains("10.0.0.50/24") && line.contains("eth1:web"));
        done(vip.remove());

        restart(TestSettings.of("10.0.0.50/24").label("eth0:web"));

        assertThat(show())
                .as("whoever edits the settings means them; where it was last still counts")
                .startsWith(SWAPPED);
    }

    @Test
    void aLineOfLifeKeepersIsTakenOverWhileTheAddressIsOut() throws Exception {
        answered("take-information", Map.of("line", SWAPPED));
        assertThat(show()).startsWith(SWAPPED);
        done(vip.restore());
        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
        assertThat(refused("take-information", Map.of("line", BOTH))).contains("in service");
        done(vip.remove());
        for (String other : List.of(
                "node-b eth0 10.0.0.50 ffffff00 eth1",
                "node-a eth0 10.0.0.51 ffffff00 eth1",
                "node-a eth0 10.0.0.50 ffff0000 eth1",
                "node-a eth0 10.0.0.50 ffffff00")) {
            refused("take-information", Map.of("line", other));
        }
        assertThat(show()).startsWith(SWAPPED);
    }

    @Test
    void whenAChoiceCannotBeNotedNothingChanges() throws Exception {
        vip.context().testNotes().failing(true);
        assertThat(refused("add-backup", Map.of("interface", "eth1"))).contains("cannot be noted");
        vip.context().testNotes().failing(false);
        assertThat(show()).startsWith(ALONE);
    }

    @Test
    void wrongArgumentsAreRefusedWithTheRightOnes() throws Exception {
        assertThat(refused("add-backup", Map.of())).contains("takes the argument 'interface'");
        assertThat(refused("show", Map.of("x", "1"))).contains("takes no argument");
        assertThat(refused("lkipbu", Map.of())).contains("add-backup, remove-backup, move-to-backup, show");
    }

    private void restart(TestSettings settings) {
        vip.close();
        vip = vip.afterRestart(settings.config());
    }

    private String show() throws InterruptedException {
        return answered("show", Map.of());
    }

    private String answered(String verb, Map<String, String> arguments) throws InterruptedException {
        CommandResult result = vip.kit().perform(ProtectedVip.call(), new KitCommand(verb, arguments));
        assertThat(result).as("%s %s", verb, arguments).isInstanceOf(CommandResult.Answered.class);
        return result.text();
    }

    private String refused(String verb, Map<String, String> arguments) throws InterruptedException {
        CommandResult result = vip.kit().perform(ProtectedVip.call(), new KitCommand(verb, arguments));
        assertThat(result).as("%s %s", verb, arguments).isInstanceOf(CommandResult.Refused.class);
        return result.text();
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
