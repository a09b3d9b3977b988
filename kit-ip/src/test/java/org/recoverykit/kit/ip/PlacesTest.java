package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void startsOnTheInterfaceThatWasUsedLast() {
        Places moved = Places.of(config("eth0", Optional.of("eth1")), Map.of()).swapped();

        assertThat(Places.of(config("eth0", Optional.of("eth1")), moved.notes()))
                .isEqualTo(new Places("eth1", Optional.of("eth0")));
    }

    @Test
    void comesBackToWhereItWasByASecondMove() {
        Places home = Places.of(config("eth0", Optional.of("eth1")), Map.of());

        assertThat(Places.of(
                        config("eth0", Optional.of("eth1")),
                        home.swapped().swapped().notes()))
                .isEqualTo(home);
    }

    @Test
    void forgetsANoteAboutAnInterfaceThatTheSettingsNameNoMore() {
        Map<String, String> old = new Places("eth1", Optional.of("eth0")).notes();

        assertThat(Places.of(config("eth0", Optional.of("eth2")), old))
                .isEqualTo(new Places("eth0", Optional.of("eth2")));
        assertThat(Places.of(config("eth0", Optional.empty()), old)).isEqualTo(new Places("eth0", Optional.empty()));
    }

    @Test
    void withoutABackupNotesNoneAsLifeKeeperDoes() {
        assertThat(new Places("eth0", Optional.empty()).notes()).containsEntry("backup", "none");
        assertThat(new Places("eth0", Optional.empty()).swapped()).isEqualTo(new Places("eth0", Optional.empty()));
    }

    private static IpConfig config(String device, Optional<String> backup) {
        TestSettings settings = TestSettings.of("10.0.0.50/24").device(device);
        return backup.map(settings::backup).orElseGet(settings::withoutBackup).config();
    }
}
