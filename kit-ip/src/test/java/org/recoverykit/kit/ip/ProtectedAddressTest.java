package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.linux.model.AddressText;

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
        "vip.example.org/24, not of this form"
    })
    void refusesWhatNoHostCanHaveAndSaysWhy(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtectedAddress.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining(why)
                .withMessageContaining(
                        "allowed is an IP address with prefix length, as 10.0.0.50/24 or 2001:db8::50/64");
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

    @ParameterizedTest
    @CsvSource({
        "2001:db8::50/64, 2001:db8::50/64",
        "2001:DB8:0:0:0:0:0:50/64, 2001:db8::50/64",
        "2001:0db8::0050/64, 2001:db8::50/64",
        "2001:db8::0:50/128, 2001:db8::50/128",
        "fe80::50%eth0/64, fe80::50/64",
        "fd00::a.b/64, ",
        "2001:db8::192.0.2.1/64, 2001:db8::c000:201/64",
        "1:2:3:4:5:6:7::/127, 1:2:3:4:5:6:7:0/127",
        "::ffff:10.0.0.50/120, 10.0.0.50/24",
        "::FFFF:0a00:0032/120, 10.0.0.50/24"
    })
    void everyWritingOfAnIpv6AddressIsOneAddress(String written, String text) {
        if (text == null) {
            assertThatIllegalArgumentException().isThrownBy(() -> ProtectedAddress.parse(written));
        } else {
            assertThat(ProtectedAddress.parse(written))
                    .isEqualTo(ProtectedAddress.parse(text))
                    .hasToString(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1::2/64, may stand once only",
        "2001:db8:::2/64, ''",
        "1:2:3:4:5:6:7/64, eight groups",
        "1:2:3:4:5:6:7:8:9/64, eight groups",
        "1:2:3:4:5:6:7:8::/64, eight groups",
        ":1:2:3:4:5:6:7/64, ''",
        "2001:db8::12345/64, one to four hexadecimal digits",
        "2001:db8::1.2.3/64, not of this form",
        "2001:db8::1.2.3.04/64, leading zero",
        "2001:db8::1.2.3.256/64, above 255",
        "2001:db8::1.2.3.4:5/64, one to four hexadecimal digits",
        "2001:db8::50, not of this form",
        "2001:db8::50/064, leading zero",
        "2001:db8::50/129, above 128",
        "2001:db8::50/15, below 16",
        "2001:db8::g/64, not of this form",
        "2001:db8::/64, subnet-router anycast",
        "::/64, no address yet",
        "::1/128, loopback",
        "ff02::1/64, multicast",
        "2001:db8::50%eth0/64, only a link-local address",
        "10.0.0.50%eth0/24, only a link-local address",
        "::ffff:10.0.0.50/64, mapped into IPv6",
        "::ffff:127.0.0.1/128, loopback",
        "[2001:db8::50]/64, not of this form"
    })
    void refusesIpv6AddressesThatNoHostCanHave(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtectedAddress.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::50/64, 2001:db8::8000:0:0:50",
        "2001:db8::51/126, 2001:db8::52",
        "2001:db8::50/127, 2001:db8::51",
        "2001:db8::51/128, 2001:db8::50",
        "2001:db8:0:0:8000::/64, 2001:db8::1"
    })
    void anIpv6AddressHasANeighbourToo(String text, String neighbour) {
        ProtectedAddress address = ProtectedAddress.parse(text);

        assertThat(AddressText.of(address.neighbour(address.length(), candidate -> false)))
                .isEqualTo(neighbour);
    }

    @Test
    void comparesSubnetsOfOneFamilyOnly() {
        ProtectedAddress address = ProtectedAddress.parse("2001:db8:1::50/48");

        assertThat(AddressText.of(address.networkOf(48))).isEqualTo("2001:db8:1::");
        assertThat(AddressText.of(address.networkOf(47))).isEqualTo("2001:db8::");
        assertThat(address.isInSubnetOf(
                        ProtectedAddress.parse("2001:db8:1:2::1/64").inetAddress(), 48))
                .isTrue();
        assertThat(address.isInSubnetOf(
                        ProtectedAddress.parse("2001:db8:2::1/64").inetAddress(), 48))
                .isFalse();
        assertThat(address.isInSubnetOf(ProtectedAddress.parse("10.0.0.1/24").inetAddress(), 24))
                .isFalse();
    }
}
