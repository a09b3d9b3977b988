package org.recoverykit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Problem;
import org.recoverykit.spi.Setting;

class DescribedInCodeTest {

    record Settings(
            String device,

            @Setting(value = "how long", defaultValue = "5m")
            Duration hold) {}

    record Unbindable(
            String ok,
            double ratio,
            @Setting(value = "x", defaultValue = "many") int count) {}

    record Named(
            @Setting(value = "where", name = "interface") String device) {
        Named {
            if (device.equals("lo")) {
                throw new IllegalArgumentException("interface: 'lo' reaches nobody");
            }
        }
    }

    record Twins(
            @Setting(value = "one", name = "interface") String one,
            @Setting(value = "two", name = "interface") String two) {}

    private static final KitSchemas KITS = new KitSchemas(Map.of("disk", Settings.class), Map.of());

    @Test
    void bindsWhatAHostDescribes() {
        HierarchySpec spec = HierarchySpec.named("web")
                .resource("data", "disk", Map.of("device", "sdb"))
                .build();
        ConfigResult result = ConfigLoader.bind("n1", Path.of("/var/lib/x"), List.of(spec), KITS);
        assertThat(((ConfigResult.Loaded) result).config().settings())
                .isEqualTo(Map.of("data", new Settings("sdb", Duration.ofMinutes(5))));
    }

    @Test
    void isAsStrictAsAFile() {
        HierarchySpec spec = HierarchySpec.named("w eb")
                .resource("data", "disk", Map.of("devise", "sdb"))
                .resource("data", "none", Map.of())
                .build();
        ConfigResult result = ConfigLoader.bind("n1", Path.of("/var/lib/x"), List.of(spec), KITS);
        assertThat(((ConfigResult.Refused) result).problems().stream().map(Problem::toString))
                .containsExactly(
                        "the host's description: hierarchies.w eb: found \"w eb\"; allowed for a hierarchy: letters, digits,"
                                + " '.', '_' and '-', beginning with a letter or digit, 1 to 64 of them",
                        "the host's description: hierarchies.w eb.resources.data.settings.devise: unknown key; did you mean"
                                + " device?; allowed: device, hold",
                        "the host's description: hierarchies.w eb.resources.data.settings.device: is missing",
                        "the host's description: hierarchies.w eb.resources.data: this tag is taken by hierarchies.w"
                                + " eb.resources.data; a tag is unique on a node: rename one",
                        "the host's description: hierarchies.w eb.resources.data.kit: found \"none\", which is no kit here;"
                                + " allowed: disk");
    }

    @Test
    void row135_charactersThatActOnTerminalsAreRefusedHereToo() {
        HierarchySpec spec = HierarchySpec.named("web")
                .resource("data", "disk", Map.of("device", "sd\u001b[31mb", "k\u202e", "x"), "no\nde\u0000")
                .build();
        ConfigResult result = ConfigLoader.bind("n\u20071", Path.of("/var/lib/x\u001b"), List.of(spec), KITS);
        assertThat(((ConfigResult.Refused) result).problems().stream().map(Problem::toString))
                .containsExactly(
                        "the host's description: node: found \"n\\u20071\"; allowed for a node: letters, digits, '.', '_'"
                                + " and '-', beginning with a letter or digit, 1 to 64 of them",
                        "the host's description: stateDirectory: holds the character U+001B, which controls terminals and"
                                + " files: remove it",
                        "the host's description: hierarchies.web.resources.data.dependsOn: holds the character U+0000, which"
                                + " controls terminals and files: remove it",
                        "the host's description: hierarchies.web.resources.data.settings.k\\u202e: unknown key; allowed:"
                                + " device, hold",
                        "the host's description: hierarchies.web.resources.data.settings.device: holds the character"
                                + " U+001B, which controls terminals and files: remove it");
    }

    @Test
    void tellsAKitsAuthorWhatItsRecordCannotHave() {
        assertThat(SettingsTypes.problems(Unbindable.class))
                .containsExactly(
                        "Unbindable.ratio has type double; allowed: String, boolean, int, long, Duration, enums, Optional,"
                                + " List, Map<String, ...> and records of these",
                        "the default of Unbindable.count: found \"many\"; allowed: a whole number from -2147483648 to"
                                + " 2147483647");
        assertThat(SettingsTypes.problems(String.class))
                .containsExactly("java.lang.String is no record; the settings type must be one");
    }

    @Test
    void aKeyMayBeAWordThatJavaKeepsForItself() {
        SourceLines nowhere = SourceLines.none("test");

        assertThat(SettingsBinder.bind(Named.class, Map.of("interface", "eth0"), "", nowhere))
                .isEqualTo(new BindResult.Bound<>(new Named("eth0")));
        assertThat(problems(SettingsBinder.bind(Named.class, Map.of("device", "eth0"), "s", nowhere)))
                .anyMatch(problem -> problem.contains("s.device: unknown key"))
                .anyMatch(problem -> problem.contains("s.interface: is missing: where"));
        assertThat(problems(SettingsBinder.bind(Named.class, Map.of("interface", "lo"), "s", nowhere)))
                .singleElement()
                .asString()
                .contains("s.interface: interface: 'lo' reaches nobody");
        assertThat(SettingsTypes.problems(Twins.class)).containsExactly("Twins has two settings named interface");
    }

    private static List<String> problems(BindResult<?> result) {
        return ((BindResult.Refused<?>) result)
                .problems().stream().map(Problem::toString).toList();
    }
}
