package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Direct buffers in the host's byte order. Each has one user at a time; they are freed late, so keep and use them again. */
public final class Buffers {
    private Buffers() {}

    /** A fresh one. */
    public static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    static ByteBuffer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = direct(bytes.length + 1);
        buffer.put(bytes).put((byte) 0).clear();
        return buffer;
    }
}
