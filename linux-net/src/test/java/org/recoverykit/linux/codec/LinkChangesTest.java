package org.recoverykit.linux.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.EchoFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.SavedConfiguration;
import org.recoverykit.linux.model.SavedConfiguration.Entry;
import org.recoverykit.linux.model.SavedConfiguration.Kind;

class LinkChangesTest {
    private static final int ETH0 = 100;

    @Test
    void aHardwareAddressIsWrittenAsTheKernelReadsIt() {
        ByteBuffer buffer = Golden.buffer(new byte[44]);
        MessageWriter writer = new MessageWriter(buffer);
        LinkCodec.writeSetAddress(writer, 7, ETH0, MacAddress.parse("02:00:5e:10:00:ff"));

        assertThat(HexFormat.of().formatHex(all(buffer)))
                .isEqualTo("2c0000001300050007000000" + "00000000" // header
                        + "00000000640000000000000000000000" // interface 100, no flags
                        + "0a00010002005e1000ff0000"); // IFLA_ADDRESS, padded
    }

    @Test
    void addressesAreSavedInTheKernelsOwnWords() {
        assertThat(saved("addresses2", ETH0).map(Entry::payload))
                .hasValueSatisfying(payload -> assertThat(payload).isEqualTo(payloadOf("addresses2")));
        assertThat(saved("addresses2", 101)).as("of another interface").isEmpty();
        assertThat(saved("addresses4", ETH0))
                .as("link-local, made by the kernel")
                .isEmpty();
    }

    @Test
    void routesThatSomebodyMadeAreSaved() {
        ByteBuffer route = Golden.buffer("route");
        ByteBuffer local = Golden.buffer("local");

        assertThat(SavedCodec.route(route, Golden.first(route), ETH0).map(Entry::payload))
                .hasValueSatisfying(payload -> assertThat(payload).isEqualTo(payloadOf("route")));
        assertThat(SavedCodec.route(route, Golden.first(route), 101))
                .as("by another interface")
                .isEmpty();
        assertThat(SavedCodec.route(local, Golden.first(local), ETH0))
                .as("made by the kernel")
                .isEmpty();
    }

    @Test
    void aUsableIpv6AddressIsPutBackWithoutAskingOthersAgain() {
        Entry tentative = withFlags(InterfaceAddress.PERMANENT | InterfaceAddress.TENTATIVE);
        Entry settled = withFlags(InterfaceAddress.PERMANENT);

        assertThat(SavedCodec.withoutDetection(tentative)).as("still tentative").isEqualTo(tentative.payload());
        assertThat(SavedCodec.lacksDetection(settled)).isTrue();
        ByteBuffer put = Golden.buffer(SavedCodec.withoutDetection(settled));
        assertThat(put.getInt(put.capacity() - 4) & InterfaceAddress.NO_DAD).isEqualTo(InterfaceAddress.NO_DAD);
        assertThat(SavedCodec.describe(settled)).isEqualTo("address 2001:db8:0:0:0:0:0:10/64");
    }

    @Test
    void aSavedConfigurationOutlivesTheProcessAsText() {
        SavedConfiguration saved = new SavedConfiguration(
                ETH0, List.of(saved("addresses1", ETH0).orElseThrow(), new Entry(Kind.ROUTE, "0a0b")));

        assertThat(SavedConfiguration.parse(saved.lines())).isEqualTo(saved);
        for (List<String> bad : List.of(
                List.<String>of(),
                List.of("anything"),
                List.of("interface x"),
                List.of("interface 1", "address"),
                List.of("interface 1", "nothing 00"),
                List.of("interface 1", "route 0"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> SavedConfiguration.parse(bad));
        }
    }

    @Test
    void hostileMessagesAreReadOrRefused() {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int round = 0; round < 20_000; round++) {
            String name = random.nextBoolean() ? "route" : "addresses2";
            byte[] bytes = all(Golden.buffer(name));
            bytes[16 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt(256);
            ByteBuffer buffer = Golden.buffer(bytes);
            try {
                SavedCodec.route(buffer, Golden.first(buffer), ETH0).ifPresent(SavedCodec::hasManyHops);
                SavedCodec.address(buffer, Golden.first(buffer), ETH0).ifPresent(SavedCodec::withoutDetection);
            } catch (MalformedMessageException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
        ByteBuffer cut = Golden.buffer(new byte[] {18, 0, 0, 0, 24, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0});
        assertThatThrownBy(() -> SavedCodec.route(cut, Golden.first(cut), ETH0))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void echoesAreReadAsTheyWereWritten() {
        EchoFrame frame = new EchoFrame(
                EchoFrame.Kind.REQUEST,
                MacAddress.parse("02:00:00:00:00:01"),
                MacAddress.parse("02:00:00:00:00:02"),
                ip("192.0.2.1"),
                ip("192.0.2.2"),
                0xabcd,
                7);
        byte[] bytes = EchoCodec.encode(frame);

        assertThat(HexFormat.of().formatHex(bytes))
                .as("checksums as RFC 1071 has them")
                .isEqualTo("020000000002020000000001" + "0800" + "45000024abcd400040010b08" + "c0000201c0000202"
                        + "08004c2babcd00070000000000000000");
        assertThat(EchoCodec.decode(bytes)).contains(frame);
        for (int length = 0; length < 42; length++) {
            assertThat(EchoCodec.decode(Arrays.copyOf(bytes, length)))
                    .as("cut to %s", length)
                    .isEmpty();
        }
        bytes[23] = 17;
        assertThat(EchoCodec.decode(bytes)).as("UDP").isEmpty();
    }

    /** An IPv6 address, whose flags come last. */
    private static Entry withFlags(int flags) {
        ByteBuffer payload =
                Golden.buffer(saved("addresses3", ETH0).orElseThrow().payload());
        payload.put(2, (byte) flags).putInt(payload.capacity() - 4, flags);
        return Entry.of(Kind.ADDRESS, all(payload));
    }

    private static Optional<Entry> saved(String name, int ifindex) {
        ByteBuffer buffer = Golden.buffer(name);
        return SavedCodec.address(buffer, Golden.first(buffer), ifindex);
    }

    private static byte[] payloadOf(String name) {
        ByteBuffer message = Golden.buffer(name);
        return Arrays.copyOfRange(all(message), 16, message.getInt(0));
    }

    private static byte[] all(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static Inet4Address ip(String digits) {
        try {
            return (Inet4Address) InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
