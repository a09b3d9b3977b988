package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A program for the kernel's packet filter that lets through ARP frames about some addresses only: those whose sender claims
 * one of them, and probes for one. All else on the wire wakes nobody. Pure.
 */
public final class ArpFilter {
    /** Bytes of one instruction: code, two jumps, operand. */
    public static final int INSTRUCTION = 8;

    /** Beyond that many addresses a common prefix stands for all: a jump reaches 255 instructions, and each costs every frame. */
    private static final int MOST_LISTED = 50;

    private static final int SENDER_AT = 28;
    private static final int TARGET_AT = 38;

    private static final int LOAD_WORD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int WHOLE_FRAME = 0xffff;

    private ArpFilter() {}

    /** How many instructions {@link #write} can make at most. */
    public static int longest() {
        return 2 * MOST_LISTED + 6;
    }

    /**
     * Writes the program at the start of a buffer in the host's byte order; none of the addresses means no frame.
     *
     * @param addresses as numbers, the first octet highest
     * @return how many instructions
     */
    public static int write(ByteBuffer buffer, Collection<Integer> addresses) {
        buffer.clear();
        SortedSet<Integer> sorted = new TreeSet<>(Integer::compareUnsigned);
        sorted.addAll(addresses);
        if (sorted.isEmpty()) {
            put(buffer, RETURN, 0, 0, 0);
        } else if (sorted.size() <= MOST_LISTED) {
            listed(buffer, sorted);
        } else {
            prefixed(buffer, sorted.first(), sorted.last());
        }
        return buffer.position() / INSTRUCTION;
    }

    /** The sender is one of them; or the sender is 0.0.0.0, which is a probe, and the target is one of them. */
    private static void listed(ByteBuffer buffer, SortedSet<Integer> addresses) {
        int refuse = 2 * addresses.size() + 3;
        int accept = refuse + 1;
        put(buffer, LOAD_WORD, 0, 0, SENDER_AT);
        addresses.forEach(address -> put(buffer, JUMP_IF_EQUAL, to(buffer, accept), 0, address));
        put(buffer, JUMP_IF_EQUAL, 0, to(buffer, refuse), 0);
        put(buffer, LOAD_WORD, 0, 0, TARGET_AT);
        addresses.forEach(address -> put(buffer, JUMP_IF_EQUAL, to(buffer, accept), 0, address));
        end(buffer);
    }

    /** Jumps count from the next instruction. */
    private static int to(ByteBuffer buffer, int instruction) {
        return instruction - buffer.position() / INSTRUCTION - 1;
    }

    private static void prefixed(ByteBuffer buffer, int lowest, int highest) {
        int length = Integer.numberOfLeadingZeros(lowest ^ highest);
        int mask = length == 0 ? 0 : -1 << (32 - length);
        put(buffer, LOAD_WORD, 0, 0, SENDER_AT);
        put(buffer, JUMP_IF_EQUAL, 2, 0, 0);
        put(buffer, AND, 0, 0, mask);
        put(buffer, JUMP_IF_EQUAL, 4, 3, lowest & mask);
        put(buffer, LOAD_WORD, 0, 0, TARGET_AT);
        put(buffer, AND, 0, 0, mask);
        put(buffer, JUMP_IF_EQUAL, 1, 0, lowest & mask);
        end(buffer);
    }

    private static void end(ByteBuffer buffer) {
        put(buffer, RETURN, 0, 0, 0);
        put(buffer, RETURN, 0, 0, WHOLE_FRAME);
    }

    private static void put(ByteBuffer buffer, int code, int ifTrue, int ifFalse, int operand) {
        buffer.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
