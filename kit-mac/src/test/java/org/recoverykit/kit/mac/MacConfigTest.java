package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.linux.model.MacAddress;

class MacConfigTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    00:00:00:00:00:00 | address: 00:00:00:00:00:00 is zero, which means 'unknown'
                    ff:ff:ff:ff:ff:ff | address: ff:ff:ff:ff:ff:ff is the broadcast address
                    01:00:5e:00:00:01 | address: 01:00:5e:00:00:01 is a multicast address
                    33:33:00:00:00:01 | address: 33:33:00:00:00:01 is a multicast address
                    02:00:5e:10:00    | address: '02:00:5e:10:00' is not an Ethernet address
                    2:0:5e:10:0:ff    | address: '2:0:5e:10:0:ff' is not an Ethernet address
                    """)
    void addressesThatNoStationCanHaveAreRefused(String address, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0", Optional.of("eth1"), Optional.of(address), List.of()))
                .withMessageStartingWith(message);
    }

    @Test
    void thePrimaryIsNotItsOwnBackup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0", Optional.of("eth0"), Optional.empty(), List.of()))
                .withMessage("backup: 'eth0' is the interface itself; name another interface, or leave backup out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    router.example | targets: 'router.example' is no IPv4 address
                    10.0.0.256     | targets: '10.0.0.256' is no IPv4 address
                    10.0.0.01      | targets: '10.0.0.01' is no IPv4 address
                    2001:db8::1    | targets: '2001:db8::1' is no IPv4 address
                    """)
    void targetsAreIpv4AddressesInDigits(String target, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0", Optional.empty(), Optional.empty(), List.of(target)))
                .withMessageStartingWith(message);
    }

    @Test
    void moreThanEightTargetsAndImpossibleNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> config("eth0", Optional.empty(), Optional.empty(), Collections.nCopies(9, "10.0.0.1")))
                .withMessage("targets: 9 addresses; allowed are at most 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("eth0:1", Optional.empty(), Optional.empty(), List.of()))
                .withMessageStartingWith("interface: 'eth0:1' cannot be the name of an interface");
    }

    @Test
    void delaysAndCountsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkSettings(Duration.ofSeconds(61), Duration.ZERO, 10, Duration.ofSeconds(2)))
                .withMessage("downDelay: PT1M1S is not between 0s and 60s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkSettings(Duration.ZERO, Duration.ZERO, 101, Duration.ofSeconds(2)))
                .withMessage("flaps: 101 is not between 0 and 100");
    }

    @Test
    void theStandInIsALocalUnicastAddressAndNeverTheAddressItself() {
        for (String text : List.of("00:1b:21:0a:0b:0c", "02:00:5e:10:00:ff", "fe:ff:ff:ff:ff:ff")) {
            ProtectedMac mac = new ProtectedMac(MacAddress.parse(text));
            assertThat(mac.standIn()).isNotEqualTo(mac.address()).isEqualTo(mac.standIn());
            assertThat(mac.standIn().octets()[0] & 3).as("local and unicast").isEqualTo(2);
        }
    }

    private static MacConfig config(
            String device, Optional<String> backup, Optional<String> address, List<String> targets) {
        return new MacConfig(device, backup, address, targets, Holders.SEVERAL, Optional.empty());
    }
}
