package org.recoverykit.linux.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.TcpConnection;

/** Checksums are worked out by hand here, from the addresses to the last word. */
class TickleCodecTest {
    @Test
    void anAckAloneLeavesWithTheEndsAndTheSequenceNumber() throws Exception {
        assertThat(written("192.0.2.10", "192.0.2.99", 0))
                .isEqualTo("01bb" + "c351" + "00000000" + "00000000" + "5010" + "0400"
                        + sum(0xc000, 0x020a, 0xc000, 0x0263, 6, 20, 0x01bb, 0xc351, 0x5010, 0x0400)
                        + "0000");
    }

    @Test
    void theNextRoundHasAnotherSequenceNumberAndItsOwnChecksum() throws Exception {
        assertThat(written("192.0.2.10", "192.0.2.99", 0xAAAA_AAAA))
                .isEqualTo("01bb" + "c351" + "aaaaaaaa" + "00000000" + "5010" + "0400"
                        + sum(0xc000, 0x020a, 0xc000, 0x0263, 6, 20, 0x01bb, 0xc351, 0xaaaa, 0xaaaa, 0x5010, 0x0400)
                        + "0000");
    }

    @Test
    void anIpv6SegmentCountsItsLongAddresses() throws Exception {
        assertThat(written("2001:db8::10", "2001:db8::99", 0))
                .isEqualTo("01bb" + "c351" + "00000000" + "00000000" + "5010" + "0400"
                        + sum(0x2001, 0x0db8, 0x0010, 0x2001, 0x0db8, 0x0099, 6, 20, 0x01bb, 0xc351, 0x5010, 0x0400)
                        + "0000");
    }

    private static String written(String local, String remote, int sequence) throws Exception {
        ByteBuffer out = ByteBuffer.allocateDirect(TickleCodec.LENGTH);
        TickleCodec.write(
                out,
                new TcpConnection(InetAddress.getByName(local), 443, InetAddress.getByName(remote), 50001),
                sequence);
        byte[] bytes = new byte[TickleCodec.LENGTH];
        out.get(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String sum(int... words) {
        int sum = 0;
        for (int word : words) {
            sum += word;
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return String.format("%04x", ~sum & 0xffff);
    }
}
