package org.recoverykit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.Problem;
import org.recoverykit.spi.Setting;

/** Files to load, the kit that they are for, and what came of it. */
abstract class ConfigFiles {

    enum Mode {
        FAST,
        VERY_SLOW
    }

    record Target(
            String host,
            int port,

            @Setting(value = "its share", defaultValue = "50")
            int weight,

            @Setting(value = "between probes", defaultValue = "1s")
            Duration pause) {
        Target {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("port is " + port + "; allowed: 1 to 65535");
            }
            if (weight < 0 || weight > 100) {
                throw new IllegalArgumentException("weight is " + weight + "; allowed: 0 to 100");
            }
            if (pause.isZero()) {
                throw new IllegalArgumentException("pause is " + pause + "; allowed: above 0");
            }
        }
    }

    record Bounds(int least, int most) {
        Bounds {
            if (least < 0) {
                throw new IllegalArgumentException("least is " + least + "; allowed: 0 and more");
            }
            if (most < least) {
                throw new IllegalArgumentException("most is " + most + "; allowed: least (" + least + ") and more");
            }
        }
    }

    record Settings(
            @Setting("the address to protect") String address,

            @Setting(value = "bits of the network", defaultValue = "24")
            int prefix,

            Optional<String> label,

            @Setting(value = "how", defaultValue = "very-slow")
            Mode mode,

            @Setting(value = "between announcements", defaultValue = "1s")
            Duration pause,

            @Setting(value = "for the peer", secret = true) Optional<String> password,
            List<Target> targets,
            Map<String, Long> limits,
            Optional<Boolean> refresh,
            Optional<Bounds> bounds) {}

    static final KitSchemas KITS = new KitSchemas(Map.of("ip", Settings.class), Map.of("old", "it is too old"));
    static final String HEAD = "node: n1\nhierarchies:\n  web:\n    resources:\n      vip:\n        kit: ip\n";
    static final String SETTINGS = HEAD + "        settings:\n          address: 10.0.0.1\n";
    static final String PLACE = "hierarchies.web.resources.vip";

    @TempDir
    Path temporary;

    Path write(String name, String text) throws Exception {
        return Files.writeString(temporary.resolve(name), text);
    }

    static List<String> refused(Path file) {
        ConfigResult result = ConfigLoader.load(file, KITS);
        assertThat(result).as("must be refused").isInstanceOf(ConfigResult.Refused.class);
        return ((ConfigResult.Refused) result)
                .problems().stream()
                        .map(Problem::toString)
                        .map(text -> text.replace(file.getParent() + "/", ""))
                        .toList();
    }

    List<String> refusedYaml(String text) throws Exception {
        return refused(write("c.yaml", text));
    }

    static Settings loaded(Path file) {
        ConfigResult result = ConfigLoader.load(file, KITS);
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        Record settings = ((ConfigResult.Loaded) result)
                .config()
                .settings()
                .values()
                .iterator()
                .next();
        return (Settings) settings;
    }
}
