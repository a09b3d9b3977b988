package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;

/**
 * The kit in a process of its own, as nobody and with exactly CAP_NET_ADMIN and CAP_NET_RAW, or less.
 * {@code bin/test-as-nobody} runs all tests of this module so.
 */
@KernelTest
class PrivilegesKernelTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String NOBODY = "65534";
    private static final String BOTH = "0000000000003000";

    @TempDir
    Path directory;

    private final Site site = new Site().withFixedAddresses();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void twoCapabilitiesAreEnoughForAllThatTheKitDoes() throws Exception {
        List<String> said = run("+net_admin,+net_raw");
        assertThat(said)
                .contains("capabilities " + BOTH, "restored DONE", "checked HEALTHY", "moved DONE", "removed DONE");
        assertThat(said).contains("user " + (isRoot() ? NOBODY : "0"));
        assertThat(site.whereabouts()).isEmpty();
    }

    /** Row 89 of the fault catalogue. */
    @Test
    void row89_aMissingCapabilityIsNamedWhenTheKitIsCreated() throws Exception {
        assertThat(run("+net_admin"))
                .anyMatch(line -> line.startsWith("refused ") && line.contains("lacks CAP_NET_RAW"));
        assertThat(run("+net_raw"))
                .anyMatch(line -> line.startsWith("refused ") && line.contains("lacks CAP_NET_ADMIN"));
        assertThat(site.whereabouts()).isEmpty();
    }

    /** Under {@code bin/test-as-nobody}: what is claimed there is true. */
    @Test
    void theKitsThreadsHaveExactlyTheTwoWhereTheWholeSuiteIsToRunSo() throws Exception {
        assumeTrue(Boolean.getBoolean(Host.RESTRICTED), "only under bin/test-as-nobody");
        try (ProtectedVip vip =
                        new ProtectedVip(site, TestSettings.of("10.0.0.50/24").config());
                Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            vip.restore();
            Path server = site.server().call(() -> Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")));
            List<String> kits = threads.filter(thread -> livesIn(server, thread))
                    .map(PrivilegesKernelTest::status)
                    .filter(status ->
                            status.startsWith("Name:\trk-netlink-moni") || status.startsWith("Name:\trk-namespace"))
                    .toList();
            assertThat(kits)
                    .isNotEmpty()
                    .allSatisfy(status -> assertThat(status)
                            .contains("CapEff:\t" + BOTH, "CapPrm:\t" + BOTH)
                            .containsPattern(Pattern.compile("Uid:\\t" + NOBODY)));
        }
    }

    private List<String> run(String capabilities) throws IOException, InterruptedException {
        assumeFalse(Boolean.getBoolean(Host.RESTRICTED), "there is nothing more to give up");
        assumeTrue(Files.isExecutable(SETPRIV), "it takes setpriv (util-linux) to give up capabilities");
        List<String> command = new ArrayList<>(List.of(SETPRIV.toString()));
        if (isRoot()) {
            command.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        String exactly = "=-all," + capabilities;
        command.addAll(List.of("--inh-caps" + exactly, "--ambient-caps" + exactly, "--bounding-set" + exactly));
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                readableClassPath(),
                UnprivilegedMain.class.getName()));
        Process process = site.server()
                .host()
                .place()
                .start(new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile()));
        process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code of %s: %s", command, output).isZero();
        return output.lines().toList();
    }

    /** Nobody may not read the home directory that the jars are in. */
    private String readableClassPath() throws IOException {
        Path copy = directory.resolve("classes");
        if (!isRoot()) {
            return System.getProperty("java.class.path");
        }
        if (!Files.exists(copy)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(copy);
            int number = 0;
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                copy(Path.of(entry), copy.resolve(number++ + (entry.endsWith(".jar") ? ".jar" : "")));
            }
        }
        try (Stream<Path> entries = Files.list(copy)) {
            return String.join(
                    File.pathSeparator, entries.map(Path::toString).sorted().toList());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = from.equals(file)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.copy(file, target);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static boolean livesIn(Path namespace, Path task) {
        try {
            return Files.readSymbolicLink(task.resolve("ns/net")).equals(namespace);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String status(Path task) {
        try {
            return Files.readString(task.resolve("status"));
        } catch (IOException gone) {
            return "";
        }
    }

    /** Of the whole machine, not only of a user namespace of this process's own. */
    private static boolean isRoot() throws IOException {
        return System.getProperty("user.name").equals("root")
                && Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0\\s+0\\s+4294967295");
    }
}
