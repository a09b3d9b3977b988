package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "-h", "é0", "eth0.100", "averyveryverylo", "bond0@x", "a=b"})
    void takesEveryNameThatTheKernelTakes(String name) {
        assertThat(config(name, Optional.empty(), Optional.empty()).device()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "eth0:1", "eth 0", "sixteencharacter", "ééééééé0é", "lo"})
    void refusesNamesThatNoInterfaceCanHave(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(name, Optional.empty(), Optional.empty()))
                .withMessageStartingWith("interface: '" + name + "'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0", Optional.of(name), Optional.empty()))
                .withMessageStartingWith("backup: '" + name + "'");
    }

    @Test
    void refusesABackupThatIsTheDeviceItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0", Optional.of("eth0"), Optional.empty()))
                .withMessageContaining("backup")
                .withMessageContaining("name another interface");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "eth0", "eth0:", "eth1:web", "eth0:elevenchars"})
    void refusesLabelsThatWouldLookLikeAnotherInterface(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0", Optional.empty(), Optional.of(label)))
                .withMessageContaining("label: '" + label + "'")
                .withMessageContaining("it must be 'eth0:' and a word, at most 15 bytes together");
    }

    @Test
    void helpForClientsNeedsADirectoryThatCanBeTheSameEverywhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> help("shared/lists", Duration.ofSeconds(10), 1000))
                .withMessage("directory: 'shared/lists' is no absolute path; name a directory that all nodes share");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> help("/shared", Duration.ofMillis(500), 1000))
                .withMessage("every: PT0.5S is not between 1s and 1h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> help("/shared", Duration.ofSeconds(10), 10_001))
                .withMessage("most: 10001 is not between 1 and 10000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSettings.of("fe80::50/64")
                        .connections(help("/shared", Duration.ofSeconds(10), 1000))
                        .config())
                .withMessageStartingWith("connections: fe80::50 is link-local");
    }

    private static ConnectionSettings help(String directory, Duration every, int most) {
        return new ConnectionSettings(directory, every, most, ConnectionSettings.AtRemove.KEEP);
    }

    @Test
    void carriesTheLabelsWordToTheBackup() {
        IpConfig config = config("eth0", Optional.of("enp129s0f1"), Optional.of("eth0:web"));

        assertThat(config.labelOn("eth0")).hasValue("eth0:web");
        assertThat(config.labelOn("enp129s0f1")).hasValue("enp129s0f1:web");
        assertThat(config.labelOn("enp129s0f1np1"))
                .as(
                        "more than 15 bytes would be refused by the kernel, and an address without label is better than none")
                .isEmpty();
    }

    @Test
    void announcesAtOnceAndAfterTheReceiversLockTimeByDefault() {
        assertThat(config("eth0", Optional.empty(), Optional.empty()).announce())
                .containsExactly(Duration.ZERO, Duration.ofMillis(1100), Duration.ofSeconds(3));
    }

    @Test
    void refusesAnnouncementsOutOfRange() {
        refusesOffsets(List.of(Duration.ofSeconds(-1)), "is not between 0s and 60s");
        refusesOffsets(List.of(Duration.ofSeconds(61)), "is not between 0s and 60s");
        refusesOffsets(Collections.nCopies(11, Duration.ZERO), "at most 10");
    }

    private static void refusesOffsets(List<Duration> offsets, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TestSettings.of("10.0.0.50/24").announce(offsets).config())
                .withMessageStartingWith("announce: ")
                .withMessageContaining(why);
    }

    private static IpConfig config(String device, Optional<String> backup, Optional<String> label) {
        TestSettings settings = TestSettings.of("10.0.0.50/24").device(device);
        backup.ifPresentOrElse(settings::backup, settings::withoutBackup);
        label.ifPresent(settings::label);
        return settings.config();
    }

    @Test
    void aZoneHasToBeTheInterface() {
        assertThat(TestSettings.of("fe80::50%eth0/64").config().protectedAddress())
                .hasToString("fe80::50/64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSettings.of("fe80::50%eth1/64").config())
                .withMessageStartingWith("address: its zone 'eth1' is not the interface 'eth0'");
    }

    @Test
    void refusesALabelForAnIpv6Address() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TestSettings.of("2001:db8::50/64").label("eth0:web").config())
                .withMessageContaining("label: 'eth0:web' is not allowed; the kernel has no labels for IPv6 addresses");
    }

    @Test
    void detectionIsAwaitedFiveSecondsByDefaultAndHasABound() {
        assertThat(TestSettings.of("2001:db8::50/64").config().ipv6Settings())
                .isEqualTo(new Ipv6Settings(Duration.ofSeconds(5), Ipv6Settings.SourceUse.NEVER));
        for (Duration wrong : List.of(Duration.ofMillis(999), Duration.ofSeconds(61))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Ipv6Settings(wrong, Ipv6Settings.SourceUse.NEVER))
                    .withMessageContaining("detection: " + wrong + " is not between 1s and 60s");
        }
    }
}
