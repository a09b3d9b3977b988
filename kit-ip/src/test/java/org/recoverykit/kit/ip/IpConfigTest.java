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
                .isThrownBy(() -> new IpConfig(
                        "10.0.0.50/24",
                        "eth0",
                        Optional.empty(),
                        Optional.empty(),
                        offsets,
                        ArpFlux.PREVENT,
                        ReplyRoutes.PREPARE))
                .withMessageStartingWith("announce: ")
                .withMessageContaining(why);
    }

    private static IpConfig config(String device, Optional<String> backup, Optional<String> label) {
        return new IpConfig("10.0.0.50/24", device, backup, label, List.of(), ArpFlux.PREVENT, ReplyRoutes.PREPARE);
    }
}
