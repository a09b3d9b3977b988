package org.recoverykit.kit.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.spi.RecoveryKit;

/** Scripts that somebody else runs; only the machine's root can let them. */
class OtherUserTest {
    @TempDir
    private Path directory;

    @Test
    void scriptsMayRunAsSomebodyElse() throws Exception {
        Assumptions.assumeTrue(machinesRoot(), "only root of the whole machine can run scripts as others");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Shop shop = new Shop()) {
            shop.open(directory);
            shop.script("quickCheck", "echo \"$(id -un) $(id -gn) $(id -G)\"; exit 1");

            assertThat(who(shop, Optional.empty())).isEqualTo("nobody nogroup 65534");
            assertThat(who(shop, Optional.of("daemon"))).isEqualTo("nobody daemon 1");
        }
    }

    private static String who(Shop shop, Optional<String> group) throws InterruptedException {
        RecoveryKit kit = shop.kit(Configs.runBy(shop.config(), Optional.of("nobody"), group));
        try {
            return kit.quickCheck(shop.call(Duration.ofSeconds(30))).reason();
        } finally {
            kit.close();
        }
    }

    private static boolean machinesRoot() throws IOException {
        boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        return root && Files.readString(Path.of("/proc/self/uid_map")).strip().endsWith("4294967295");
    }
}
