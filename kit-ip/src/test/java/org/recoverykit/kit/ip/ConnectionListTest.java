package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.kit.ip.ConnectionList.NoListException;
import org.recoverykit.linux.model.TcpConnection;

class ConnectionListTest {
    private static final InetAddress VIP = ip("10.0.0.50");
    private static final InetAddress VIP6 = ip("2001:db8::50");

    @Test
    void aListIsTextThatPeopleRead() {
        assertThat(ConnectionList.write(VIP, List.of(from("10.0.0.99", 51234), from("10.9.0.1", 80))))
                .isEqualTo("""
                        recoverykit connections 1 of 10.0.0.50
                        443 10.0.0.99 51234
                        443 10.9.0.1 80
                        end 2
                        """);
    }

    @Test
    void whatIsWrittenIsReadInBothFamiliesAndTheLongestListFits() throws Exception {
        List<TcpConnection> many = new ArrayList<>();
        InetAddress longest = ip("2001:db8:1111:2222:3333:4444:5555:6666");
        for (int i = 0; i < ConnectionSettings.LONGEST_LIST; i++) {
            many.add(new TcpConnection(VIP6, 65535, longest, 55_000 + i));
        }
        String text = ConnectionList.write(VIP6, many);
        assertThat(text.length()).isLessThan(ConnectionList.MOST_BYTES);
        assertThat(ConnectionList.read(VIP6, text)).isEqualTo(many);
        assertThat(ConnectionList.read(VIP, ConnectionList.write(VIP, List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    443 10.0.0.99 51234                      | line 1 is not 'recoverykit connections 1 of 10.0.0.50'
                    HEAD                                     | it was cut off
                    HEAD/443 10.0.0.99 51234                 | it was cut off
                    HEAD/443 10.0.0.99 51234/end 2           | it was cut off
                    HEAD/443 10.0.0.99/end 1                 | line 2 is not 'PORT CLIENT PORT'
                    HEAD/443 client.example 51234/end 1      | line 2 is not 'PORT CLIENT PORT'
                    HEAD/443 10.0.0.99 51234 x/end 1         | line 2 is not 'PORT CLIENT PORT'
                    HEAD/0 10.0.0.99 51234/end 1             | allowed are 1 to 65535
                    HEAD/443 10.0.0.99 70000/end 1           | allowed are 1 to 65535
                    HEAD/443 10.0.0.099 51234/end 1          | has a leading zero
                    HEAD/443 224.0.0.1 51234/end 1           | a multicast address belongs to no host
                    HEAD/443 255.255.255.255 51234/end 1     | line 2
                    HEAD/443 2001:db8::1 51234/end 1         | is no client of this address
                    HEAD/443 10.0.0.50 51234/end 1           | is no client of this address
                    """)
    void whatIsNoListIsRefusedWithTheLine(String lines, String why) {
        String text = lines.strip()
                        .replace("HEAD", "recoverykit connections 1 of 10.0.0.50")
                        .replace('/', '\n') + "\n";
        assertThatThrownBy(() -> ConnectionList.read(VIP, text))
                .isInstanceOf(NoListException.class)
                .hasMessageContaining(why);
    }

    @Test
    void moreLinesThanTheBoundOfBoundsAreRefused() {
        String text = "recoverykit connections 1 of 10.0.0.50\n" + "1 1.1.1.1 1\n".repeat(10_001) + "end 10001\n";
        assertThatThrownBy(() -> ConnectionList.read(VIP, text))
                .isInstanceOf(NoListException.class)
                .hasMessage("it has 10001 connections; allowed are 10000");
    }

    private static TcpConnection from(String client, int port) {
        return new TcpConnection(VIP, 443, ip(client), port);
    }

    private static InetAddress ip(String digits) {
        return ProtectedAddress.parse(digits + (digits.contains(":") ? "/128" : "/32"))
                .inetAddress();
    }
}
