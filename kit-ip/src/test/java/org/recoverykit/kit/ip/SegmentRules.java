package org.recoverykit.kit.ip;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.lab.Capture;
import org.recoverykit.linux.lab.FrameBytes;

/**
 * What a segment that tells a client has to look like, field by field. Reads bytes by itself, so that it does not share an
 * error with the code that wrote them.
 */
final class SegmentRules {
    private static final Path TSHARK = Path.of("/usr/bin/tshark");
    /** As tshark counts: below are notes and chats. */
    private static final int WARNING = 0x0060_0000;

    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int IPV4_LENGTH = 20;
    private static final int IPV6_LENGTH = 40;
    private static final int TCP = 6;
    private static final int TCP_LENGTH = 20;
    private static final int ACK = 0x10;

    private final FrameBytes frame;
    private final boolean ipv4;
    private final int tcp;
    private final List<String> broken = new ArrayList<>();

    private SegmentRules(byte[] bytes) {
        this.frame = FrameBytes.of(bytes);
        this.ipv4 = frame.u16(12) == IPV4;
        this.tcp = ETHERNET + (ipv4 ? IPV4_LENGTH : IPV6_LENGTH);
    }

    /** Whether it is a bare ACK that acknowledges nothing: no kernel sends such a one in a connection. */
    static boolean isTickle(byte[] bytes) {
        if (bytes.length < ETHERNET + IPV6_LENGTH) {
            return false;
        }
        SegmentRules rules = new SegmentRules(bytes);
        int protocol = rules.frame.u8(ETHERNET + (rules.ipv4 ? 9 : 6));
        return protocol == TCP
                && bytes.length >= rules.tcp + TCP_LENGTH
                && rules.frame.u8(rules.tcp + 13) == ACK
                && rules.frame.u32(rules.tcp + 8) == 0;
    }

    static int destinationPort(byte[] bytes) {
        SegmentRules rules = new SegmentRules(bytes);
        return rules.frame.u16(rules.tcp + 2);
    }

    static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Which rules a first segment breaks; none for a good one. */
    static List<String> broken(byte[] bytes) {
        SegmentRules rules = new SegmentRules(bytes);
        if (rules.ipv4) {
            rules.ipv4();
        } else {
            rules.ipv6();
        }
        rules.tcp();
        return rules.broken;
    }

    private void ipv4() {
        rule(frame.u8(ETHERNET) == 0x45, "version 4, no options");
        rule(frame.u16(ETHERNET + 2) == IPV4_LENGTH + TCP_LENGTH, "the packet ends with the segment");
        rule((frame.u16(ETHERNET + 6) & 0x3fff) == 0, "no fragment");
        rule(frame.u8(ETHERNET + 8) >= 64, "it may go far");
        rule(frame.sum(ETHERNET, IPV4_LENGTH, 0) == 0xffff, "the header's checksum is right");
    }

    private void ipv6() {
        rule(frame.u8(ETHERNET) >> 4 == 6, "version 6");
        rule(frame.u16(ETHERNET + 4) == TCP_LENGTH, "the packet ends with the segment");
        rule(frame.u8(ETHERNET + 7) >= 64, "it may go far");
    }

    private void tcp() {
        rule(frame.u32(tcp + 4) == 0, "the first round's sequence number");
        rule(frame.u8(tcp + 12) == (TCP_LENGTH / 4) << 4, "no options");
        rule(frame.u8(tcp + 13) == ACK, "ACK alone");
        rule(frame.u16(tcp + 14) > 0, "a window, or it would look like a pause");
        rule(frame.u16(tcp + 18) == 0, "nothing urgent");
        int addresses = ipv4 ? ETHERNET + 12 : ETHERNET + 8;
        long pseudo = frame.sum(addresses, ipv4 ? 8 : 32, TCP + TCP_LENGTH);
        rule(frame.sum(tcp, TCP_LENGTH, pseudo) == 0xffff, "the segment's checksum is right");
    }

    private void rule(boolean holds, String text) {
        if (!holds) {
            broken.add(text);
        }
    }

    /** What tshark's experts have to say of it, checksums included; nothing where it is not installed. */
    static String expertsSay(byte[] bytes, Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(TSHARK)) {
            return "";
        }
        Path file = directory.resolve("tickle.pcap");
        Capture.writePcap(file, List.of(new Capture.Frame(0, text(bytes))));
        ProcessBuilder command = new ProcessBuilder(
                TSHARK.toString(),
                "-r",
                file.toString(),
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "ip.check_checksum:TRUE",
                "-Y",
                "_ws.expert.severity >= " + WARNING,
                "-T",
                "fields",
                "-e",
                "_ws.expert.message");
        // Not this user's, who may not be allowed to read it.
        command.environment().put("WIRESHARK_CONFIG_DIR", directory.toString());
        File complaints = directory.resolve("tshark.err").toFile();
        Process tshark = command.redirectError(complaints).start();
        String said = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!tshark.waitFor(20, TimeUnit.SECONDS) || tshark.exitValue() != 0) {
            throw new IOException("tshark did not read " + file + ": " + Files.readString(complaints.toPath()));
        }
        return said.strip();
    }
}
