package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.core.files.FileTrust;

/** Mounts that nobody else sees and that end with their process: root's, or an ordinary user's in a user namespace. */
final class MountNamespace {

    private MountNamespace() {}

    /** Runs a shell script there. An ordinary user stays one, with the capability to mount. */
    static List<String> command(String shell) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "-m"));
        if (FileTrust.ourUid() != 0) {
            command.addAll(List.of("-U", "--map-current-user", "--keep-caps"));
        }
        command.addAll(List.of("sh", "-ec", shell));
        return command;
    }

    /** Gives up, with the reason, if something cannot be mounted here; fails if it must be possible: for root in CI. */
    static void assumeMountable(String mount, Path directory) throws Exception {
        Process process = new ProcessBuilder(command(mount))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean able = process.waitFor() == 0;
        if (FileTrust.ourUid() == 0 && System.getenv("CI") != null) {
            assertThat(able)
                    .as("root in CI must be able to '%s': %s", mount, said)
                    .isTrue();
        }
        assumeThat(able).as("'%s' is not possible here: %s", mount, said).isTrue();
    }
}
