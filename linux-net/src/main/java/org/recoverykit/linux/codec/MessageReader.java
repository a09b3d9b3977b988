package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;

/** Steps through the messages that one receive call brought. Every step moves forward, so it always ends. */
public final class MessageReader {
    static final int HEADER = 16;

    private final ByteBuffer buffer;
    private int end;
    private int at;
    private int following;

    /** Reads from 0 to {@code length} of a buffer, whose position and limit it leaves alone. */
    public MessageReader(ByteBuffer buffer, int length) {
        this.buffer = buffer;
        this.end = length;
    }

    /** Begins anew with the next datagram in the same buffer, so that whoever asks often needs one reader only. */
    public void restart(int length) {
        end = length;
        following = 0;
    }

    /** Goes to the next message; false at the end. */
    public boolean next() {
        at = following;
        if (at >= end) {
            return false;
        }
        if (end - at < HEADER) {
            throw new MalformedMessageException("a message header is cut short: " + (end - at) + " of 16 bytes", at);
        }
        int length = buffer.getInt(at);
        if (length < HEADER || length > end - at) {
            throw new MalformedMessageException("a message says it has " + length + " bytes of " + (end - at), at);
        }
        following = at + Padding.to4(length);
        return true;
    }

    /** RTM_ or NLMSG_ number. */
    public int type() {
        return Short.toUnsignedInt(buffer.getShort(at + 4));
    }

    /** NLM_F_ bits. */
    public int flags() {
        return Short.toUnsignedInt(buffer.getShort(at + 6));
    }

    /** The request that this answers; 0 for an event. */
    public int sequence() {
        return buffer.getInt(at + 8);
    }

    /** Where its payload begins. */
    public int from() {
        return at + HEADER;
    }

    /** Where it ends, without padding. */
    public int to() {
        return at + buffer.getInt(at);
    }
}
