package org.recoverykit.linux.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.codec.LinkCodec;
import org.recoverykit.linux.codec.MessageWriter;

class NativeTest {
    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "native calls are for Linux");
    }

    @Test
    void theSixthArgumentArrives() {
        try (NetlinkSocket socket = NetlinkSocket.forRequests()) {
            ByteBuffer out = Buffers.direct(64);
            MessageWriter writer = new MessageWriter(out);
            LinkCodec.writeGet(writer, 1, 1);
            ByteBuffer request = Buffers.direct(writer.length()).put(out.slice(0, writer.length()));
            ByteBuffer kernel = Buffers.direct(12).putShort(0, (short) SocketNumbers.AF_NETLINK);

            int sent = socket.descriptor().sendTo(request, 0, kernel);

            assertThat(sent)
                    .as("refused unless the address is as long as the sixth argument says")
                    .isEqualTo(request.capacity());
            assertThat(socket.receiveNow(Buffers.direct(8192))).isPositive();
        }
    }

    @Test
    void errorNumbersAreReadAndNotLeftOver() {
        ByteBuffer data = Buffers.direct(8);
        assertThat(Descriptor.result(Native.libC().read(-1, data, 8))).isEqualTo(-9);
        try (EventDescriptor event = new EventDescriptor()) {
            event.wake();
            assertThat(event.descriptor().read(data))
                    .as("a success after a failure")
                    .isEqualTo(8);
            assertThat(event.descriptor().read(data)).isEqualTo(-Errno.EAGAIN);
        }
    }

    @Test
    void sendingIgnoresTheBuffersPosition() {
        try (NetlinkSocket socket = NetlinkSocket.forRequests()) {
            ByteBuffer out = Buffers.direct(64);
            MessageWriter writer = new MessageWriter(out);
            LinkCodec.writeGet(writer, 1, 1);
            socket.send(out, writer.length());
            assertThat(socket.receiveNow(Buffers.direct(8192))).isPositive();
        }
    }

    @Test
    void whatAnotherProcessSendsIsDropped() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.forRequests();
                NetlinkSocket stranger = NetlinkSocket.forRequests()) {
            ByteBuffer port = Buffers.direct(12).putShort(0, (short) SocketNumbers.AF_NETLINK);
            port.putInt(4, portOf(socket));
            int connected = stranger.descriptor().connect(port);
            assumeTrue(connected == 0, "sending to other sockets needs CAP_NET_ADMIN: " + connected);
            ByteBuffer forged = Buffers.direct(64);
            MessageWriter writer = new MessageWriter(forged);
            LinkCodec.writeGet(writer, 1, 1);
            int length = writer.length();
            assertThat(stranger.send(forged, length)).isEqualTo(length);

            assertThat(socket.awaitReadable(5_000_000_000L))
                    .as("something has come")
                    .isTrue();
            assertThat(socket.receiveNow(Buffers.direct(8192)))
                    .as("but nothing of the kernel's")
                    .isEqualTo(-Errno.EAGAIN);
        }
    }

    /** As the kernel's list of netlink sockets has it: columns Pid, the port, and Inode, the last. */
    private static int portOf(NetlinkSocket socket) throws IOException {
        String inode = Files.readSymbolicLink(
                        Path.of("/proc/self/fd/" + socket.descriptor().number()))
                .toString()
                .replaceAll("\\D", "");
        return Files.readAllLines(Path.of("/proc/thread-self/net/netlink")).stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[columns.length - 1].equals(inode))
                .mapToInt(columns -> (int) Long.parseLong(columns[2]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFailureToOpenNamesTheFile() {
        assertThatThrownBy(() -> Descriptor.openFile("/no/such/file"))
                .isInstanceOf(SystemCallException.class)
                .hasMessage("open /no/such/file: ENOENT, no such entry");
    }
}
