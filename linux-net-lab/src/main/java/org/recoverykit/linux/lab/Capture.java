package org.recoverykit.linux.lab;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.recoverykit.linux.socket.PacketSocket;

/**
 * Takes down every ARP and IPv6 frame that goes to all who are on a switch (broadcast or multicast, as every announcement
 * must), from when it begins until it is closed. Frames that the switch loses on the way to others are there too.
 */
public final class Capture implements AutoCloseable {
    private static final int LONGEST = 2048;
    private static final int ROOM = 32 << 20;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TYPE_AT = 12;
    private static final int ARP = 0x0806;
    private static final int IPV6 = 0x86dd;
    private static final int PCAP = 0xa1b23c4d; // with nanoseconds
    private static final int ETHERNET = 1;

    private final PacketSocket socket;
    private final CompletableFuture<Void> end;
    private final List<Frame> frames = new ArrayList<>();
    private final boolean lossless;
    private volatile boolean stopped;

    /**
     * One frame.
     *
     * @param nanos when it was read, as {@link System#nanoTime} tells: somewhat after it passed
     * @param hex from the Ethernet header on
     */
    public record Frame(long nanos, String hex) {
        /** From the Ethernet header on; a fresh array. */
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    private Capture(NetNs place, PacketSocket socket) {
        this.socket = socket;
        this.lossless = socket.receiveBuffer(ROOM);
        this.end = place.fork("rk-lab-capture", this::loop);
    }

    static Capture of(NetNs place, int bridge) {
        return new Capture(place, place.call(() -> PacketSocket.forAll(bridge)));
    }

    /** Whether there is room for whatever a test sends; ordinary users get too little to be sure. */
    public boolean isLossless() {
        return lossless;
    }

    /** What has passed so far, in order. */
    public List<Frame> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    private void loop() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
        while (!stopped) {
            socket.awaitFrame(LOOK_NANOS);
            drain(buffer);
        }
        drain(buffer);
        socket.close();
    }

    private void drain(ByteBuffer buffer) {
        for (int length = socket.receiveNow(buffer.clear()); length > 0; length = socket.receiveNow(buffer.clear())) {
            byte[] bytes = new byte[Math.min(length, LONGEST)];
            buffer.get(0, bytes);
            int type = length < TYPE_AT + 2
                    ? 0
                    : Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(TYPE_AT));
            if (type == ARP || type == IPV6) {
                synchronized (frames) {
                    frames.add(new Frame(System.nanoTime(), HexFormat.of().formatHex(bytes)));
                }
            }
        }
    }

    /** Writes frames as a file that packet analysers read. */
    public static void writePcap(Path file, List<Frame> frames) {
        try (OutputStream out = Files.newOutputStream(file);
                DataOutputStream data = new DataOutputStream(out)) {
            data.writeInt(PCAP);
            data.writeInt(0x0002_0004);
            data.writeLong(0);
            data.writeInt(LONGEST);
            data.writeInt(ETHERNET);
            long origin = frames.isEmpty() ? 0 : frames.get(0).nanos();
            for (Frame frame : frames) {
                long since = frame.nanos() - origin;
                data.writeInt((int) TimeUnit.NANOSECONDS.toSeconds(since));
                data.writeInt((int) (since % TimeUnit.SECONDS.toNanos(1)));
                data.writeInt(frame.hex().length() / 2);
                data.writeInt(frame.hex().length() / 2);
                data.write(frame.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        end.join();
    }
}
