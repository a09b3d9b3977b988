package org.recoverykit.kit.ip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** What the kit does, in a process of its own: says what it may, and how each thing ended. */
final class UnprivilegedMain {
    private static final Duration SOON = Duration.ofSeconds(20);

    private UnprivilegedMain() {}

    public static void main(String[] args) throws Exception {
        System.out.println("capabilities " + status("CapEff"));
        System.out.println("user " + status("Uid"));
        ManualTime time = new ManualTime();
        TestContext context = new TestContext("vip", time, Path.of("work"));
        try (RecoveryKit kit =
                new IpKitProvider().create(TestSettings.of("10.0.0.50/24").config(), context)) {
            System.out.println(
                    "restored " + kit.restore(TestCall.within(SOON, time)).kind());
            Eventually.within(
                    SOON,
                    "in service",
                    () -> kit.quickCheck(TestCall.within(SOON, time)).reason().isEmpty());
            System.out.println(
                    "checked " + kit.deepCheck(TestCall.within(SOON, time)).kind());
            KitCommand move = new KitCommand("move-to-backup", Map.of());
            String moved = kit.perform(TestCall.within(SOON, time), move).text();
            System.out.println("moved " + (moved.contains("node-a eth1") ? "DONE" : moved));
            System.out.println(
                    "removed " + kit.remove(TestCall.within(SOON, time)).kind());
        } catch (KitConfigurationException refused) {
            System.out.println("refused " + refused.getMessage() + " " + refused.problems());
        }
    }

    private static String status(String key) throws IOException {
        return Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip().split("\\s", -1)[0])
                .findFirst()
                .orElse("unknown");
    }
}
