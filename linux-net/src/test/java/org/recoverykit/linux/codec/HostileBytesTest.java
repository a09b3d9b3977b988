package org.recoverykit.linux.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.MacAddress;

class HostileBytesTest {
    private static final long SEED = 20261121;
    private static final Duration ALL_OF_IT = Duration.ofSeconds(60);

    @Test
    void everyTruncationIsReadOrRefused() {
        Golden.all().forEach((name, bytes) -> {
            for (int length = 0; length < bytes.length; length++) {
                readAll(name + " cut to " + length, Arrays.copyOf(bytes, length));
            }
        });
    }

    @Test
    void changedAndRandomBytesAreReadOrRefused() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> known = List.copyOf(Golden.all().values());
        Assertions.assertTimeoutPreemptively(ALL_OF_IT, () -> {
            for (int round = 0; round < 100_000; round++) {
                byte[] bytes = known.get(random.nextInt(known.size())).clone();
                int changes = 1 + random.nextInt(8);
                for (int change = 0; change < changes; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                readAll("seed " + SEED + " round " + round, bytes);
            }
        });
    }

    @Test
    void whatIsWrittenIsReadInBothByteOrders() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(octets);
            octets[0] = 32;
            InterfaceAddress address = InterfaceAddress.of(
                            random.nextInt(), InetAddress.getByAddress(octets), random.nextInt(octets.length * 8 + 1))
                    .withFlags(random.nextInt(1, 0x1000))
                    .withProtocol(random.nextInt(256))
                    .withLabel("x".repeat(random.nextInt(16)))
                    .withLifetime(random.nextLong(InterfaceAddress.FOREVER));
            ByteBuffer buffer = ByteBuffer.allocate(512).order(order);
            MessageWriter writer = new MessageWriter(buffer);
            AddressCodec.write(writer, Rtnetlink.NEW_ADDRESS, Rtnetlink.CREATE, round, address);
            MessageReader reader = new MessageReader(buffer, writer.length());

            assertThat(reader.next()).isTrue();
            assertThat(reader.sequence()).isEqualTo(round);
            assertThat(AddressCodec.decode(buffer, reader))
                    .as("seed %d round %d", SEED, round)
                    .contains(address);
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void anArpFrameHasTheBytesOfRfc826() throws UnknownHostException {
        MacAddress mac = MacAddress.parse("02:00:5e:10:00:ff");
        Inet4Address vip = (Inet4Address) InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 10});
        ByteBuffer buffer = ByteBuffer.allocate(ArpCodec.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (ArpFrame frame : List.of(
                ArpFrame.announcement(mac, vip), ArpFrame.announcementReply(mac, vip), ArpFrame.probe(mac, vip))) {
            ArpCodec.write(buffer, frame);
            assertThat(ArpCodec.decode(buffer, ArpCodec.LENGTH)).contains(frame);
        }
        ArpCodec.write(buffer, ArpFrame.announcement(mac, vip));
        assertThat(HexFormat.of().formatHex(buffer.array()))
                .isEqualTo("ffffffffffff" + "02005e1000ff" + "0806" + "0001" + "0800" + "0604" + "0001" + "02005e1000ff"
                        + "c000020a" + "000000000000" + "c000020a");
    }

    private static void readAll(String what, byte[] bytes) {
        ByteBuffer buffer = Golden.buffer(bytes);
        for (Decoder decoder : DECODERS) {
            try {
                MessageReader reader = new MessageReader(buffer, buffer.capacity());
                while (reader.next()) {
                    decoder.decode(buffer, reader);
                }
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).as(what).isBetween(0, bytes.length);
            } catch (RuntimeException e) {
                fail(what + " threw " + e + " for " + HexFormat.of().formatHex(bytes), e);
            }
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        ArpCodec.decode(frame, bytes.length);
    }

    private interface Decoder {
        Object decode(ByteBuffer buffer, MessageReader message);
    }

    private static final List<Decoder> DECODERS = List.of(
            LinkCodec::decode,
            AddressCodec::decode,
            RouteCodec::decode,
            RuleCodec::decode,
            SocketCodec::decode,
            Ack::decode);
}
