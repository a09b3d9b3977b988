package org.recoverykit.linux.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.linux.model.TcpSocket;

class SocketCodecTest {
    @Test
    void aConnectionIsReadAsTheKernelSentIt() throws Exception {
        assertThat(read("tcp")).isEqualTo(new TcpSocket(ends("192.0.2.10", 443, "192.0.2.99", 50001), false, 0, 1));
        assertThat(read("tcp6"))
                .isEqualTo(new TcpSocket(ends("2001:db8::10", 8443, "2001:db8::99", 50003), true, 0, 3));
    }

    @Test
    void anIpv4ConnectionOfAnIpv6SocketIsOneOfIpv4AndTheSocketIsRemembered() throws Exception {
        assertThat(read("tcp-mapped"))
                .isEqualTo(new TcpSocket(ends("192.0.2.10", 8443, "192.0.2.99", 50002), true, 0, 2));
    }

    @Test
    void theRequestIsTheOneThatTheKernelAnsweredSo() throws Exception {
        ByteBuffer out = buffer();
        SocketCodec.writeDump(
                new MessageWriter(out), 7, false, SocketCodec.CONNECTED, InetAddress.getByName("192.0.2.10"));
        assertThat(written(out))
                .isEqualTo("5c000000" + "1400" + "0103" + "07000000" + "00000000"
                        // inet_diag_req_v2: AF_INET, TCP, ESTABLISHED and CLOSE_WAIT, any id
                        + "02060000" + "02010000" + "00".repeat(48)
                        // the filter: source 192.0.2.10/32, any port; yes goes on behind it, no goes beyond the end
                        + "14000100" + "07101400" + "02200000" + "ffffffff" + "c000020a");
    }

    @Test
    void aSocketIsEndedByTheNameThatTheKernelGaveIt() throws Exception {
        for (String name : new String[] {"tcp", "tcp-mapped", "tcp6"}) {
            ByteBuffer out = buffer();
            SocketCodec.writeDestroy(new MessageWriter(out), 8, read(name));
            String id = HexFormat.of().formatHex(Golden.all().get(name), 20, 68);
            assertThat(written(out))
                    .as(name)
                    .startsWith("48000000" + "1500" + "0500" + "08000000")
                    .endsWith(id);
        }
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String written(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static TcpSocket read(String name) {
        ByteBuffer buffer = Golden.buffer(name);
        return SocketCodec.decode(buffer, Golden.first(buffer)).orElseThrow();
    }

    private static TcpConnection ends(String local, int localPort, String remote, int remotePort) throws Exception {
        return new TcpConnection(InetAddress.getByName(local), localPort, InetAddress.getByName(remote), remotePort);
    }
}
