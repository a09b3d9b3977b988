package org.recoverykit.linux.codec;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes messages one behind the other, as one send call takes them. */
public final class MessageWriter {
    private static final int NESTED = 0x8000;

    private final ByteBuffer buffer;
    private int start;

    /** Writes at the position of a buffer in its byte order. */
    public MessageWriter(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** Begins a message; {@link #end()} completes it. */
    public MessageWriter begin(int type, int flags, int sequence) {
        start = buffer.position();
        buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence);
        // The kernel's port number: 0.
        buffer.putInt(0);
        return this;
    }

    /** Completes the message begun last. */
    public void end() {
        buffer.putInt(start, buffer.position() - start);
        pad();
    }

    /** How many bytes are written. */
    public int length() {
        return buffer.position();
    }

    /** One byte. */
    public MessageWriter u8(int value) {
        buffer.put((byte) value);
        return this;
    }

    /** Two bytes. */
    public MessageWriter u16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    /** Four bytes. */
    public MessageWriter u32(int value) {
        buffer.putInt(value);
        return this;
    }

    /** An attribute of four bytes. */
    public MessageWriter attribute(int type, int value) {
        header(type, 4);
        buffer.putInt(value);
        return this;
    }

    /** An attribute of one byte. */
    public MessageWriter attribute8(int type, int value) {
        header(type, 1);
        buffer.put((byte) value);
        pad();
        return this;
    }

    /** An attribute of these bytes. */
    public MessageWriter attribute(int type, byte[] value) {
        header(type, value.length);
        buffer.put(value);
        pad();
        return this;
    }

    /** A buffer of the writer's byte order, to build the value of an attribute in. */
    ByteBuffer scratch(int bytes) {
        return ByteBuffer.allocate(bytes).order(buffer.order());
    }

    /** An attribute of text that ends with NUL. */
    public MessageWriter attribute(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        header(type, text.length + 1);
        buffer.put(text).put((byte) 0);
        pad();
        return this;
    }

    /** An attribute that holds an IP address. */
    public MessageWriter attribute(int type, InetAddress value) {
        return attribute(type, value.getAddress());
    }

    /** Begins an attribute of attributes; give the result to {@link #endNest}. */
    public int beginNest(int type) {
        int at = buffer.position();
        header(type | NESTED, 0);
        return at;
    }

    /** Completes an attribute of attributes. */
    public MessageWriter endNest(int at) {
        buffer.putShort(at, (short) (buffer.position() - at));
        return this;
    }

    private void header(int type, int length) {
        buffer.putShort((short) (length + 4)).putShort((short) type);
    }

    private void pad() {
        while ((buffer.position() & 3) != 0) {
            buffer.put((byte) 0);
        }
    }
}
