package org.recoverykit.linux.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a kernel really sent. */
final class Golden {
    private static final Map<String, byte[]> MESSAGES = read();

    private Golden() {}

    static Map<String, byte[]> all() {
        return MESSAGES;
    }

    /** A fresh buffer with the message. */
    static ByteBuffer buffer(String name) {
        byte[] bytes = MESSAGES.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("no message " + name + ", only " + MESSAGES.keySet());
        }
        return buffer(bytes);
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A reader at the buffer's first message. */
    static MessageReader first(ByteBuffer buffer) {
        MessageReader reader = new MessageReader(buffer, buffer.capacity());
        if (!reader.next()) {
            throw new IllegalArgumentException("an empty buffer");
        }
        return reader;
    }

    private static Map<String, byte[]> read() {
        Map<String, byte[]> messages = new LinkedHashMap<>();
        try (InputStream in = Golden.class.getResourceAsStream("kernel-messages.txt")) {
            if (in == null) {
                throw new IllegalStateException("kernel-messages.txt is not on the class path");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .forEach(parts -> messages.put(parts[0], HexFormat.of().parseHex(parts[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }
}
