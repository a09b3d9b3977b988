package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.50/24",
        "172.17.106.10/22",
        "192.168.255.254/16",
        "223.255.255.1/8",
        "10.0.0.0/31",
        "10.0.0.1/31",
        "10.0.0.0/32",
        "1.2.3.5/30"
    })
    void readsWhatAHostCanHaveAndWritesItBack(String text) {
        assertThat(ProtectedAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.050/24, leading zero",
        "010.0.0.50/24, leading zero",
        "10.0.0.50/08, leading zero",
        "10.0.0.50/024, leading zero",
        "10.0.0.256/24, above 255",
        "10.0.0.99999999999/24, above 255",
        "10.0.0.50/33, above 32",
        "10.0.0.50/7, below 8",
        "10.0.0.0/24, network itself",
        "10.0.0.255/24, broadcast",
        "10.255.255.255/8, broadcast",
        "127.0.0.1/8, loopback",
        "127.44.0.9/32, loopback",
        "224.0.0.5/24, multicast",
        "239.1.1.1/32, multicast",
        "240.0.0.1/24, reserved",
        "255.255.255.255/32, reserved",
        "0.0.0.0/24, this network",
        "0.1.2.3/24, this network",
        "10.0.0.50, not of this form",
        "10.0.50/24, not of this form",
        "10.0.0.0.50/24, not of this form",
        "10.0.0.-5/24, not of this form",
        "' 10.0.0.50/24', not of this form",
        "10.0.0.50/, not of this form",
        "0xa.0.0.50/24, not of this form",
        "١٠.0.0.50/24, not of this form",
        "fd00::50/64, IPv6 is not supported yet",
        "vip.example.org/24, not of this form"
    })
    void refusesWhatNoHostCanHaveAndSaysWhy(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtectedAddress.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining(why)
                .withMessageContaining("allowed is an IPv4 address with prefix length, as 10.0.0.50/24");
    }

    @Test
    void knowsItsSubnetAsNumbersAndNotAsText() {
        ProtectedAddress address = ProtectedAddress.parse("10.0.0.50/24");

        assertThat(address.networkOf(24).getHostAddress()).isEqualTo("10.0.0.0");
        assertThat(address.isInSubnetOf(ProtectedAddress.parse("10.0.0.1/24").inetAddress(), 24))
                .isTrue();
        assertThat(address.isInSubnetOf(ProtectedAddress.parse("110.0.0.1/24").inetAddress(), 24))
                .isFalse();
        assertThat(address.isInSubnetOf(ProtectedAddress.parse("10.0.1.50/24").inetAddress(), 24))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.50/24, 10.0.0.178", "10.0.0.254/24, 10.0.0.126", "10.0.0.128/24, 10.0.0.1", "10.0.1.3/16, 10.0.129.3",
        "10.0.0.1/30, 10.0.0.2", "10.0.0.2/30, 10.0.0.1", "10.0.0.4/31, 10.0.0.5", "10.0.0.7/32, 10.0.0.6"
    })
    void hasANeighbourThatStandsForAClient(String text, String neighbour) {
        ProtectedAddress address = ProtectedAddress.parse(text);

        assertThat(address.neighbour(address.length(), candidate -> false).getHostAddress())
                .isEqualTo(neighbour);
    }

    @Test
    void doesNotTakeAnAddressOfThisNodeForAClient() {
        ProtectedAddress address = ProtectedAddress.parse("10.0.0.50/24");

        assertThat(address.neighbour(24, candidate -> candidate.getHostAddress().endsWith(".178")))
                .hasToString("/10.0.0.179");
    }
}
