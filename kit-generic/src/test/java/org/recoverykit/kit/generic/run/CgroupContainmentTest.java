package org.recoverykit.kit.generic.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.GenericKitProvider;
import org.recoverykit.kit.generic.Settings;
import org.recoverykit.kit.generic.run.Containment.Entrance;
import org.recoverykit.kit.generic.run.Containment.RunMark;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.kit.generic.run.Workshop.Level;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestContext;

class CgroupContainmentTest {
    @TempDir
    private Path directory;

    /** By a group that is none: the files of the controller are there, and keep what is written to them. */
    @Test
    void aCheckMayHaveFewProcessesAndAServiceAsManyAsItStarts() throws IOException {
        Path run = Files.createDirectory(directory.resolve("app.run"));
        Path limit = Files.writeString(run.resolve("pids.max"), "as a former life has left it");
        CgroupContainment containment = new CgroupContainment(directory, "app@x", "app", false);

        containment.enter(Purpose.STARTS_SERVICE);
        assertThat(limit).as("the limit of a restore").hasContent("max");
        containment.enter(Purpose.LEAVES_NOTHING);
        assertThat(limit).as("the limit of a check").hasContent("1024");
        containment.enter(Purpose.STARTS_SERVICE);
        assertThat(limit).as("the limit of a restore after a check").hasContent("max");
    }

    /** A kernel kills at once whoever is born in a group in which it has ever killed. */
    @Test
    void afterAKillTheNextScriptIsBornInAnotherGroup() throws IOException {
        CgroupContainment containment = new CgroupContainment(directory, "app@x", "app", true);
        Path run = directory.resolve("app.run");
        assertThat(containment.enter(Purpose.LEAVES_NOTHING)).isEqualTo(new Entrance.Born(run));
        Path marked = Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));

        containment.enter(Purpose.LEAVES_NOTHING);
        assertThat(mode(marked)).as("the group of a second run").isEqualTo("rwx------");
        containment.kill(new RunMark("1", 1));
        removeKillFile(run);

        assertThat(containment.enter(Purpose.LEAVES_NOTHING)).isEqualTo(new Entrance.Born(run));
        assertThat(mode(run)).as("the group after a kill").isNotEqualTo("rwx------");
    }

    @Test
    void aGroupThatCannotBeReplacedIsEntered() throws IOException {
        Path run = Files.createDirectory(directory.resolve("app.run"));
        Files.writeString(run.resolve("cgroup.procs"), ""); // what keeps it from being removed
        CgroupContainment containment = new CgroupContainment(directory, "app@x", "app", true);

        assertThat(containment.enter(Purpose.LEAVES_NOTHING))
                .as("a former life may have killed in it")
                .isEqualTo(new Entrance.ByItself(run.resolve("cgroup.procs")));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void removeKillFile(Path group) throws IOException {
        Files.deleteIfExists(group.resolve("cgroup.kill"));
    }

    @Test
    void theLevelTellsHowAScriptGetsThereAndWhetherItsProcessesAreLimited() throws IOException {
        assertThat(new CgroupContainment(directory, "app@x", "app", false).level())
                .isEqualTo("cgroup: whatever a script starts is found and ended; scripts enter their group by a shell;"
                        + " nothing limits how many processes a script may have (no pids controller here)");
        Files.writeString(directory.resolve("cgroup.subtree_control"), "cpu memory pids\n");
        assertThat(new CgroupContainment(directory, "app@x", "app", true).level())
                .isEqualTo("cgroup: whatever a script starts is found and ended; scripts are born in their group;"
                        + " checks and removes may have 1024 processes");
    }

    @Test
    void aCheckThatGoesOnStartingProcessesIsStopped() throws IOException, InterruptedException {
        assumeTrue(
                EngineGroup.givesOn(EngineGroup.parent().orElse(directory)),
                "not in a subgroup of a unit of systemd with Delegate=yes, or no pids controller here");
        try (Workshop shop = new Workshop(directory, Level.CGROUP)) {
            Outcome outcome = shop.run(shop.shell("i=0; while [ $i -lt 1500 ]; do sleep 60 & i=$((i+1)); done"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Exited.class,
                            e -> assertThat(e.code()).as("1500 at once").isNotZero());
            assertThat(shop.alive()).isEmpty();
        }
    }

    @Test
    void aScriptRunsInItsGroupFromItsFirstWordOn() throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, Level.CGROUP)) {
            Entrance entrance = shop.containment().enter(Purpose.LEAVES_NOTHING);
            Outcome outcome = shop.run(shop.shell("cat /proc/self/cgroup"));

            assertThat(((Exited) outcome).report().lastLines())
                    .as("its groups, come by " + entrance)
                    .anyMatch(line -> line.matches("0::/.*rk-test-[0-9a-f]+\\.run"));
        }
    }

    @Test
    void whereTheLibraryKnowsHowScriptsAreBornInTheirGroup() throws IOException, InterruptedException {
        assumeTrue(ChildProcess.startsInGroups(), "the C library is older than glibc 2.39");
        try (Workshop shop = new Workshop(directory, Level.CGROUP)) {
            for (int again = 0; again < 2; again++) {
                assertThat(shop.containment().enter(Purpose.LEAVES_NOTHING)).isInstanceOf(Entrance.Born.class);
                shop.run(shop.shell("sleep 60"), Purpose.LEAVES_NOTHING, Workshop.GRACE); // is killed by its group
                Outcome outcome = shop.run(shop.shell("echo born"));

                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Exited.class,
                                e -> assertThat(e.report().lastLines()).contains("born"));
            }
        }
    }

    @Test
    void besideAnEngineInASubgroupOfAUnitProcessesAreLimited() throws IOException {
        String own = Files.readString(Path.of("/proc/self/cgroup")).strip();
        assumeTrue(own.endsWith(".service/engine"), "not in the subgroup 'engine' of a unit of systemd: " + own);
        try (Workshop shop = new Workshop(directory, Level.CGROUP)) {
            assertThat(EngineGroup.parent().orElseThrow().toString()).endsWith(".service");
            assertThat(shop.containment().level()).endsWith("checks and removes may have 1024 processes");
        }
    }

    @Test
    void anAgentThatIsRefusedLeavesNoGroup() throws IOException {
        Optional<Path> parent = EngineGroup.parent();
        assumeTrue(parent.isPresent(), "no cgroup v2 here that this process may write");
        String tag = "given-back-" + ProcessHandle.current().pid();
        try (RealTime time = new RealTime();
                TestContext context = new TestContext(tag, time, directory)) {
            assertThatThrownBy(() -> new GenericKitProvider().create(Settings.ocf("/bin/true", Map.of()), context))
                    .isInstanceOf(KitConfigurationException.class);
        }
        assertThat(groups(parent.orElseThrow(), "rk." + tag)).isEmpty();
    }

    private static List<String> groups(Path parent, String beginning) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(name -> name.startsWith(beginning))
                    .toList();
        }
    }
}
