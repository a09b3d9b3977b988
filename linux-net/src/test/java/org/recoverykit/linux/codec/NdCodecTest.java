package org.recoverykit.linux.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.model.NdFrame.Flag;
import org.recoverykit.linux.model.NdFrame.Role;

/** Beside frames that Linux 6.18 sent. */
class NdCodecTest {
    private static final String ETHERNET_AND_IP = "3333ff00005002000000000a86dd6000000000";

    /** Duplicate address detection, with the kernel's nonce option. */
    private static final String KERNELS_PROBE = ETHERNET_AND_IP
            + "203aff00000000000000000000000000000000ff0200000000000000000001ff000050"
            + "870058e00000000020010db80000000000000000000000500e01d04615bdff61";

    /** What the owner answers to it. */
    private static final String KERNELS_DEFENCE = "33330000000102000000000b86dd6000000000203aff"
            + "20010db8000000000000000000000050ff020000000000000000000000000001"
            + "8800f8822000000020010db8000000000000000000000050020102000000000b";

    private static final String KERNELS_QUESTION = ETHERNET_AND_IP
            + "203aff20010db8000000000000000000000011ff0200000000000000000001ff000050"
            + "87001b720000000020010db8000000000000000000000050010102000000000a";

    private static final String KERNELS_ANSWER = "02000000000a02000000000b86dd6000000000203aff"
            + "20010db800000000000000000000005020010db8000000000000000000000011"
            + "880089bc6000000020010db8000000000000000000000050020102000000000b";

    private static final MacAddress ASKER = MacAddress.parse("02:00:00:00:00:0a");
    private static final MacAddress OWNER = MacAddress.parse("02:00:00:00:00:0b");
    private static final Inet6Address VIP = address("2001:db8::50");

    @Test
    void anAnnouncementHasTheBytesOfAKernelsOwn() {
        assertThat(written(NdFrame.announcement(OWNER, VIP, Role.HOST)))
                .as("an owner's defence of its address to all nodes, with Override and nothing else, is the same frame")
                .isEqualTo(KERNELS_DEFENCE);
    }

    @Test
    void aRoutersAnnouncementSaysSo() {
        NdFrame.Advertisement frame = NdFrame.announcement(OWNER, VIP, Role.ROUTER);

        assertThat(frame.flags()).containsExactlyInAnyOrder(Flag.ROUTER, Flag.OVERRIDE);
        assertThat(read(written(frame))).contains(frame);
    }

    @Test
    void aProbeIsTheKernelsWithoutItsNonce() {
        NdFrame.Solicitation probe = NdFrame.probe(ASKER, VIP);

        assertThat(read(KERNELS_PROBE)).contains(probe);
        assertThat(read(written(probe))).contains(probe);
        assertThat(written(probe)).hasSize(2 * 78);
    }

    @Test
    void questionAndAnswerAreReadAndWrittenAsTheKernelDoes() {
        assertThat(read(KERNELS_QUESTION)).hasValueSatisfying(frame -> {
            assertThat(frame.linkLayer()).contains(ASKER);
            assertThat(written(frame)).isEqualTo(KERNELS_QUESTION);
        });
        assertThat(read(KERNELS_ANSWER)).hasValueSatisfying(frame -> {
            assertThat(((NdFrame.Advertisement) frame).flags()).isEqualTo(Set.of(Flag.SOLICITED, Flag.OVERRIDE));
            assertThat(written(frame)).isEqualTo(KERNELS_ANSWER);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "12, 08, another protocol",
        "14, 40, another version",
        "20, 06, not ICMPv6",
        "21, 40, a hop limit of 64: a router passed it on",
        "54, 89, another message",
        "55, 01, another code",
        "57, 83, a wrong checksum",
        "62, ff, a target of many",
        "79, 00, an option of no length",
        "79, 02, an option beyond the end",
        "19, 28, longer than the frame",
        "19, 10, too short for a target"
    })
    void whatAReceiverHasToIgnoreIsNotRead(int at, String octet, String why) {
        byte[] bytes = HexFormat.of().parseHex(KERNELS_DEFENCE);
        bytes[at] = (byte) Integer.parseInt(octet, 16);

        assertThat(NdCodec.decode(ByteBuffer.wrap(bytes), bytes.length)).as(why).isEmpty();
    }

    @Test
    void hostileBytesAreReadOrRefusedAndNeverThrow() {
        SplittableRandom random = new SplittableRandom(20261122);
        List<String> known = List.of(KERNELS_PROBE, KERNELS_DEFENCE, KERNELS_QUESTION, KERNELS_ANSWER);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = HexFormat.of().parseHex(known.get(random.nextInt(known.size())));
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(bytes.length + 1);
            Optional<NdFrame> frame = NdCodec.decode(ByteBuffer.wrap(bytes), length);
            assertThat(frame.isEmpty() || length >= 78).as("round %d", round).isTrue();
        }
    }

    private static String written(NdFrame frame) {
        ByteBuffer buffer = ByteBuffer.allocate(NdCodec.LONGEST);
        int length = NdCodec.write(buffer, frame);
        return HexFormat.of().formatHex(buffer.array(), 0, length);
    }

    private static Optional<NdFrame> read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return NdCodec.decode(ByteBuffer.wrap(bytes), bytes.length);
    }

    private static Inet6Address address(String text) {
        try {
            return (Inet6Address) InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
