package org.recoverykit.linux.codec;

/** Bytes that are no message: the only thing that decoding throws. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int offset;

    /** What is wrong, and where in the buffer. */
    public MalformedMessageException(String what, int offset) {
        super(what + " at offset " + offset);
        this.offset = offset;
    }

    /** Where in the buffer, in bytes. */
    public int offset() {
        return offset;
    }
}
