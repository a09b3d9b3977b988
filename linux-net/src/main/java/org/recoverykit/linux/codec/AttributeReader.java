package org.recoverykit.linux.codec;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Steps through the attributes of a message. Every step moves forward, so it always ends. */
final class AttributeReader {
    private static final int HEADER = 4;
    // The two highest bits say "nested" and "network byte order".
    private static final int TYPE_MASK = 0x3fff;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private final ByteBuffer buffer;
    private final int end;
    private int at;
    private int following;

    AttributeReader(ByteBuffer buffer, int from, int to) {
        this.buffer = buffer;
        this.following = from;
        this.end = to;
    }

    boolean next() {
        at = following;
        if (at >= end) {
            return false;
        }
        if (end - at < HEADER) {
            throw new MalformedMessageException("an attribute header is cut short", at);
        }
        int length = Short.toUnsignedInt(buffer.getShort(at));
        if (length < HEADER || length > end - at) {
            throw new MalformedMessageException("an attribute says it has " + length + " bytes of " + (end - at), at);
        }
        following = at + Padding.to4(length);
        return true;
    }

    int type() {
        return Short.toUnsignedInt(buffer.getShort(at + 2)) & TYPE_MASK;
    }

    int length() {
        return Short.toUnsignedInt(buffer.getShort(at)) - HEADER;
    }

    int u8() {
        return Byte.toUnsignedInt(buffer.get(atLeast(1)));
    }

    int u32() {
        return buffer.getInt(atLeast(4));
    }

    /** The 32-bit word at an index into an array or structure. */
    int u32(int index) {
        return buffer.getInt(atLeast((index + 1) * 4) + index * 4);
    }

    byte[] bytes() {
        byte[] bytes = new byte[length()];
        buffer.get(at + HEADER, bytes);
        return bytes;
    }

    /** Without the NUL that ends it. */
    String text() {
        byte[] bytes = bytes();
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    InetAddress address() {
        if (length() != IPV4 && length() != IPV6) {
            throw new MalformedMessageException("an IP address of " + length() + " bytes", at);
        }
        try {
            // Not InetAddress: it turns ::ffff:192.0.2.1 into an IPv4 address.
            return length() == IPV4 ? InetAddress.getByAddress(bytes()) : Inet6Address.getByAddress("", bytes(), -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("the length was checked", e);
        }
    }

    /** The attributes inside this one. */
    AttributeReader nested() {
        return new AttributeReader(buffer, at + HEADER, at + HEADER + length());
    }

    int offset() {
        return at;
    }

    private int atLeast(int bytes) {
        if (length() < bytes) {
            throw new MalformedMessageException(
                    "attribute " + type() + " has " + length() + " bytes, needs " + bytes, at);
        }
        return at + HEADER;
    }
}
