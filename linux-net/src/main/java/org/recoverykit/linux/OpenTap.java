package org.recoverykit.linux;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.FrameSocket;

/** A tap over a packet socket. */
final class OpenTap implements WireTap {
    private static final int LONGEST_FRAME = 64 << 10;
    /** An interrupt cannot end a poll. */
    private static final long SLICE_NANOS = Duration.ofMillis(10).toNanos();

    private final int ifindex;
    private final FrameSocket socket;
    private final ByteBuffer in = Buffers.direct(LONGEST_FRAME);
    private final ByteBuffer out = Buffers.direct(LONGEST_FRAME);

    OpenTap(int ifindex, FrameSocket socket) {
        this.ifindex = ifindex;
        this.socket = socket;
    }

    @Override
    public KernelResult send(byte[] frame) {
        out.clear().put(frame);
        int errno = -socket.send(out, frame.length);
        return errno == 0
                ? KernelResult.Ok.PLAIN
                : Verdict.failed(Purpose.SET, "send a frame on interface " + ifindex, errno, "");
    }

    @Override
    public Optional<byte[]> receive(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        int length = socket.receiveNow(in);
        while (length <= 0) {
            long left = end - System.nanoTime();
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for a frame");
            }
            if (left <= 0) {
                return Optional.empty();
            }
            socket.await(Math.min(left, SLICE_NANOS));
            length = socket.receiveNow(in);
        }
        byte[] frame = new byte[Math.min(length, LONGEST_FRAME)];
        in.get(0, frame);
        return Optional.of(frame);
    }

    @Override
    public void close() {
        socket.close();
    }
}
