package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;

/**
 * The kernel's acknowledgement of one request.
 *
 * @param errno 0 for done
 * @param text the kernel's own words, often none
 */
public record Ack(int errno, String text) {
    private static final int ECHOED_HEADER = 16;
    private static final int CAPPED = 0x100;
    private static final int HAS_ATTRIBUTES = 0x200;
    private static final int MESSAGE = 1;
    private static final int SANE_ERRNO = 4095;

    /** Whether it was done. */
    public boolean done() {
        return errno == 0;
    }

    /** Decodes the payload of an {@link Rtnetlink#ERROR} message. */
    public static Ack decode(ByteBuffer buffer, MessageReader message) {
        int from = message.from();
        int to = message.to();
        int errno = errno(buffer, from, to);
        if ((message.flags() & HAS_ATTRIBUTES) == 0 || to - from < 4 + ECHOED_HEADER) {
            return new Ack(errno, "");
        }
        // The request is echoed whole unless the socket asked for the header only.
        int echoed = (message.flags() & CAPPED) != 0 ? ECHOED_HEADER : buffer.getInt(from + 4);
        if (echoed < ECHOED_HEADER || echoed > to - from - 4) {
            throw new MalformedMessageException("an echoed request of " + echoed + " bytes", from + 4);
        }
        AttributeReader attributes = new AttributeReader(buffer, from + 4 + Padding.to4(echoed), to);
        String text = "";
        while (attributes.next()) {
            if (attributes.type() == MESSAGE) {
                text = attributes.text();
            }
        }
        return new Ack(errno, text);
    }

    /** The error number that an {@link Rtnetlink#ERROR} or {@link Rtnetlink#DONE} payload begins with, as a positive number. */
    public static int errno(ByteBuffer buffer, int from, int to) {
        if (to - from < 4) {
            throw new MalformedMessageException("an acknowledgement without error number", from);
        }
        int negative = buffer.getInt(from);
        if (negative > 0 || negative < -SANE_ERRNO) {
            throw new MalformedMessageException("error number " + negative + " is not in -4095 to 0", from);
        }
        return -negative;
    }
}
