package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LifeKeeper's Information field. */
class InformationLineTest {

    @Test
    void lifeKeepersOwnExampleIsRead() throws Exception {
        assertThat(InformationLine.parse("ServerA eth0 172.17.106.10 fffffc00 eth1"))
                .isEqualTo(new InformationLine(
                        "ServerA", "eth0", InetAddress.getByName("172.17.106.10"), 22, Optional.of("eth1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ServerA eth0 172.17.106.10 fffffc00 eth1",
                "ServerA eth0 172.17.106.10 fffffc00 none",
                "s -h 10.0.0.1 ff000000 é0",
                "s eth0 10.0.0.1 ffffffff none",
                "s eth0 10.0.0.1 00000000 none",
                "ServerA eth0 2001:db8::a:0:0:5 ffffffffffffffff0000000000000000 eth1",
                "ServerA eth0 fe80::1 ffffffffffffffffffffffffffffffff none",
                "s eth0 2001:db8:0:1:1:1:1:1 ffffffffffffff000000000000000000 none",
                "s eth0 :: 00000000000000000000000000000000 none",
                "s eth0 1:: ffff0000000000000000000000000000 none"
            })
    void isWrittenExactlyAsItWasRead(String line) {
        assertThat(InformationLine.parse(line)).hasToString(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ServerA eth0 172.17.106.10 fffffc00",
                "ServerA eth0 172.17.106.10 fffffc00 eth1 eth2",
                "ServerA eth0  172.17.106.10 fffffc00 eth1",
                " ServerA eth0 172.17.106.10 fffffc00",
                "ServerA eth0 172.17.106.010 fffffc00 eth1",
                "ServerA eth0 172.17.106.256 fffffc00 eth1",
                "ServerA eth0 web.example fffffc00 eth1",
                "ServerA eth0 172.17.106.10 fffffd00 eth1",
                "ServerA eth0 172.17.106.10 255.255.252.0 eth1",
                "ServerA eth0 172.17.106.10 fffffc00 eth0",
                "ServerA eth0:1 172.17.106.10 fffffc00 eth1",
                "ServerA lo 172.17.106.10 fffffc00 eth1",
                "ServerA eth0 2001:db8::5 fffffc00 eth1",
                "ServerA eth0 2001:db8:::5 ffffffffffffffff0000000000000000 eth1",
                "ServerA eth0 172.17.106.10 fffffc00 a-name-too-long-for-linux"
            })
    void anythingElseIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> InformationLine.parse(line));
    }

    @Test
    void everyAddressAndPrefixLengthIsReadBackAsItWasWritten() throws UnknownHostException {
        Random random = new Random(77);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(octets);
            for (int j = 0; j < octets.length; j++) {
                octets[j] = random.nextInt(3) > 0 && octets.length > 4 ? 0 : octets[j];
            }
            octets[0] = 0x20; // no IPv4 address in IPv6's clothes
            InformationLine line = new InformationLine(
                    "node",
                    "eth0",
                    InetAddress.getByAddress(octets),
                    random.nextInt(octets.length * 8 + 1),
                    Optional.empty());
            assertThat(InformationLine.parse(line.toString())).isEqualTo(line);
        }
    }
}
