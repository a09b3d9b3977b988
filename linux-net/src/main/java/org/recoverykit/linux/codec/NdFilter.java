package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A program for the kernel's packet filter that lets through neighbor solicitations and advertisements about some addresses
 * only, told by their last 32 bits. All other IPv6 on the wire wakes nobody. Pure.
 */
public final class NdFilter {
    /** Bytes of one instruction: code, two jumps, operand. */
    public static final int INSTRUCTION = 8;

    /** Beyond that many addresses a common prefix stands for all: a jump reaches 255 instructions, and each costs every frame. */
    private static final int MOST_LISTED = 50;

    private static final int NEXT_HEADER_AT = 20;
    private static final int TYPE_AT = 54;
    private static final int TARGET_END_AT = 74;
    private static final int ICMPV6 = 58;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;

    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_WORD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int WHOLE_FRAME = 0xffff;

    /** The instructions that look for Neighbor Discovery, up to the loading of the target. */
    private static final int HEAD = 6;

    private NdFilter() {}

    /** How many instructions {@link #write} can make at most. */
    public static int longest() {
        return HEAD + MOST_LISTED + 2;
    }

    /**
     * Writes the program at the start of a buffer in the host's byte order; none of the addresses means no frame.
     *
     * @param lastWords the last 32 bits of each address, the first octet highest
     * @return how many instructions
     */
    public static int write(ByteBuffer buffer, Collection<Integer> lastWords) {
        buffer.clear();
        SortedSet<Integer> sorted = new TreeSet<>(Integer::compareUnsigned);
        sorted.addAll(lastWords);
        if (sorted.isEmpty()) {
            put(buffer, RETURN, 0, 0, 0);
            return 1;
        }
        boolean listed = sorted.size() <= MOST_LISTED;
        int refuse = HEAD + (listed ? sorted.size() : 2);
        put(buffer, LOAD_BYTE, 0, 0, NEXT_HEADER_AT);
        put(buffer, JUMP_IF_EQUAL, 0, to(buffer, refuse), ICMPV6);
        put(buffer, LOAD_BYTE, 0, 0, TYPE_AT);
        put(buffer, JUMP_IF_EQUAL, 1, 0, SOLICITATION);
        put(buffer, JUMP_IF_EQUAL, 0, to(buffer, refuse), ADVERTISEMENT);
        put(buffer, LOAD_WORD, 0, 0, TARGET_END_AT);
        if (listed) {
            sorted.forEach(word -> put(buffer, JUMP_IF_EQUAL, to(buffer, refuse + 1), 0, word));
        } else {
            int length = Integer.numberOfLeadingZeros(sorted.first() ^ sorted.last());
            int mask = length == 0 ? 0 : -1 << (32 - length);
            put(buffer, AND, 0, 0, mask);
            put(buffer, JUMP_IF_EQUAL, 1, 0, sorted.first() & mask);
        }
        put(buffer, RETURN, 0, 0, 0);
        put(buffer, RETURN, 0, 0, WHOLE_FRAME);
        return buffer.position() / INSTRUCTION;
    }

    /** Jumps count from the next instruction. */
    private static int to(ByteBuffer buffer, int instruction) {
        return instruction - buffer.position() / INSTRUCTION - 1;
    }

    private static void put(ByteBuffer buffer, int code, int ifTrue, int ifFalse, int operand) {
        buffer.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
