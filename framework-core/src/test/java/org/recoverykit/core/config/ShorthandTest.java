package org.recoverykit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Problem;
import org.recoverykit.spi.Setting;

/** A group of keys of which one may be written alone. */
class ShorthandTest {

    record Place(
            @Setting(value = "by name", shorthand = true) Optional<String> name, Optional<String> follows) {}

    record Kit(@Setting(value = "where", name = "interface") Place where) {}

    record Twice(
            @Setting(value = "one", shorthand = true) String one,
            @Setting(value = "two", shorthand = true) String two) {}

    record Group(@Setting(value = "one", shorthand = true) List<String> one) {}

    @Test
    void theValueAloneIsThatOfTheOneComponent() {
        assertThat(bound(Map.of("interface", "eth0")))
                .isEqualTo(new Kit(new Place(Optional.of("eth0"), Optional.empty())));
        assertThat(bound(Map.of("interface", Map.of("name", "eth0"))))
                .isEqualTo(new Kit(new Place(Optional.of("eth0"), Optional.empty())));
        assertThat(bound(Map.of("interface", Map.of("follows", "mac"))))
                .isEqualTo(new Kit(new Place(Optional.empty(), Optional.of("mac"))));
    }

    @Test
    void whatIsWrongIsToldAsEver() {
        assertThat(problems(Map.of("interface", List.of("eth0"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("a value or a group of keys"));
        assertThat(problems(Map.of("interface", 5)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("interface.name"));
        assertThat(problems(Map.of("interface", Map.of("folows", "mac"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("follows"));
    }

    @Test
    void authorsHearWhatCannotBeWrittenAlone() {
        assertThat(SettingsTypes.problems(Kit.class)).isEmpty();
        assertThat(SettingsTypes.problems(Twice.class))
                .containsExactly("Twice has two settings that may be written alone; allowed: one");
        assertThat(SettingsTypes.problems(Group.class))
                .containsExactly("Group.one may be written alone; allowed for single values only");
    }

    private static Kit bound(Map<String, Object> settings) {
        return ((BindResult.Bound<Kit>) SettingsBinder.bind(Kit.class, settings, "", LINES)).value();
    }

    private static List<Problem> problems(Map<String, Object> settings) {
        return ((BindResult.Refused<Kit>) SettingsBinder.bind(Kit.class, settings, "", LINES)).problems();
    }

    private static final SourceLines LINES = SourceLines.none("a test");
}
