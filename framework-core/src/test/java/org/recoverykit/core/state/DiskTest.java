package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.files.FileTrust;

/** Real file systems that fill up and lose their power, in mount namespaces that end with their process. */
@Timeout(120)
class DiskTest {

    @TempDir
    Path temporary;

    @Test
    void row55_aFullDiskRefusesAndLosesNothingAndIsUsedAgainWhenFreed() throws Exception {
        Path mount = Files.createDirectory(temporary.resolve("full"));
        MountNamespace.assumeMountable("mount -t tmpfs none .", mount);
        try (ChildProcess child = ChildProcess.startAfter(
                "mount -t tmpfs -o size=256k none " + mount,
                "full",
                mount.resolve("s").toString())) {
            child.await("no line begins so");
            assertThat(child.lines())
                    .filteredOn(line -> line.matches("(FULL|REFUSED|SEEN|TOLD|REOPENED) .*"))
                    .containsExactly(
                            "FULL No space left on device",
                            "REFUSED state directory " + mount.resolve("s")
                                    + ": not written, java.io.IOException: No space left on device",
                            "SEEN true",
                            "TOLD [not durable, durable again]",
                            "REOPENED true");
        }
    }

    @Test
    void row54_thePowerFailsAndEverythingAcknowledgedIsThere() throws Exception {
        assumeThat(FileTrust.ourUid()).as("only root has loop devices").isZero();
        Path image = temporary.resolve("disk.img");
        Path mount = Files.createDirectory(temporary.resolve("mounted"));
        MountNamespace.assumeMountable(
                "truncate -s 16M " + image + " && mkfs.ext4 -q " + image + " && mount -o loop " + image + " .", mount);
        for (int cut : new int[] {1, 40, 200}) {
            Path copy = temporary.resolve("copy-" + cut + ".img");
            int acknowledged;
            try (ChildProcess child = ChildProcess.startAfter(
                    "mount -o loop " + image + " " + mount,
                    "append",
                    mount.resolve("s" + cut).toString())) {
                assertThat(child.await("ACK " + cut))
                        .as("said: %s", child.lines())
                        .isPresent();
                run("kill -STOP " + child.pid() + " && cp --sparse=always " + image + " " + copy);
                child.kill();
                acknowledged = cut; // what it said later may have been after the cut
            }
            run("e2fsck -fp " + copy + " || test $? -le 1");
            Path again = Files.createDirectories(temporary.resolve("again"));
            try (ChildProcess child = ChildProcess.startAfter(
                    "mount -o loop " + copy + " " + again,
                    "verify",
                    again.resolve("s" + cut).toString())) {
                String last = child.await("LAST ").orElse("LAST -1, said: " + child.lines());
                assertThat(Integer.parseInt(last.substring(5)))
                        .as("cut after %s", cut)
                        .isGreaterThanOrEqualTo(acknowledged);
            }
        }
    }

    private static void run(String shell) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-ec", shell).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", shell, said).isZero();
    }
}
