package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The judge is judged: frames that are right pass, and each single fault is found. */
class WireRulesTest {
    private static final String MAC = "020000000011";
    private static final String ARP =
            "ffffffffffff" + MAC + "0806" + "0001080006040001" + MAC + "0a000032" + "000000000000" + "0a000032";
    private static final String REPLY =
            "ffffffffffff" + MAC + "0806" + "0001080006040002" + MAC + "0a000032" + MAC + "0a000032";
    private static final String PROBE =
            "ffffffffffff" + MAC + "0806" + "0001080006040001" + MAC + "00000000" + "000000000000" + "0a000032";
    private static final String ADVERTISEMENT = "333300000001" + MAC + "86dd"
            + "6000000000203aff" + "20010db8000000000000000000000050" + "ff020000000000000000000000000001"
            + "8800" + "0000" + "20000000" + "20010db8000000000000000000000050" + "0201" + MAC;

    @Test
    void goodFramesPass() {
        for (String good : new String[] {ARP, REPLY, PROBE}) {
            assertThat(WireRules.broken(HexFormat.of().parseHex(good))).isEmpty();
        }
        assertThat(WireRules.broken(summed(ADVERTISEMENT))).isEmpty();
        assertThat(WireRules.announces(HexFormat.of().parseHex(ARP))).isTrue();
        assertThat(WireRules.announces(HexFormat.of().parseHex(PROBE))).isFalse();
        assertThat(WireRules.announces(summed(ADVERTISEMENT))).isTrue();
    }

    @Test
    void eachFaultOfAnAnnouncementIsFound() {
        findsInArp(15, "02", "hardware type");
        findsInArp(16, "86", "protocol type");
        findsInArp(18, "05", "address sizes");
        findsInArp(19, "06", "address sizes");
        findsInArp(21, "63", "operation");
        findsInArp(22, "04", "frame's source");
        findsInArp(6, "03", "a station");
        findsInArp(0, "02", "goes to everybody");
        findsInArp(37, "01", "hardware address is zero");
    }

    private static void findsInArp(int at, String octet, String rule) {
        byte[] frame = HexFormat.of().parseHex(ARP);
        frame[at] = HexFormat.of().parseHex(octet)[0];
        assertThat(String.join(";", WireRules.broken(frame))).contains(rule);
    }

    @Test
    void eachFaultOfAnAdvertisementIsFound() {
        findsInAdvertisement(21, "40", "hop limit");
        findsInAdvertisement(58, "60", "nobody asked");
        findsInAdvertisement(58, "00", "overrides");
        findsInAdvertisement(62, "ff", "no multicast");
        findsInAdvertisement(78, "01", "hardware address is told");
        findsInAdvertisement(80, "06", "hardware address is told");
    }

    private static void findsInAdvertisement(int at, String octet, String rule) {
        byte[] frame = HexFormat.of().parseHex(ADVERTISEMENT);
        frame[at] = HexFormat.of().parseHex(octet)[0];
        assertThat(String.join(";", WireRules.broken(summed(HexFormat.of().formatHex(frame)))))
                .contains(rule);
        assertThat(WireRules.broken(HexFormat.of().parseHex(ADVERTISEMENT)).toString())
                .contains("checksum");
    }

    @Test
    void aFrameCutShortIsFound() {
        byte[] frame = HexFormat.of().parseHex(ARP.substring(0, 80));
        assertThat(WireRules.broken(frame)).containsExactly("ARP cut short");
    }

    private static byte[] summed(String hex) {
        byte[] frame = HexFormat.of().parseHex(hex);
        ByteBuffer buffer = ByteBuffer.wrap(frame).putShort(56, (short) 0);
        long sum = 32 + 58;
        for (int at = 22; at < frame.length; at += 2) {
            sum += Short.toUnsignedInt(buffer.getShort(at));
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        buffer.putShort(56, (short) ~sum);
        return frame;
    }
}
