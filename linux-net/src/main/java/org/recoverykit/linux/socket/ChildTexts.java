package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All that starting a child is given, in one piece of memory: a piece for each text would cost more than the call. What the
 * caller lays out itself comes first, then the tables, where they are aligned, then the texts, each with a zero at its end.
 * The tables would not keep the collector from the texts that they point to: hold this until the call is over, and lay out no
 * other in the same thread before.
 */
final class ChildTexts {
    private static final int WORD = Long.BYTES;

    private final ByteBuffer memory;
    private final long base;
    private final int argumentsAt;
    private final int variablesAt;
    private final int pathAt;
    private final int directoryAt;
    private final int outputAt;

    /**
     * Writes everything down.
     *
     * @param room bytes that the caller lays out, a multiple of eight
     */
    ChildTexts(ChildSpec child, int room) {
        List<byte[]> words = encoded(child.command());
        List<byte[]> assignments = encoded(child.environment());
        byte[] place = child.directory().getBytes(StandardCharsets.UTF_8);
        byte[] file = child.output().getBytes(StandardCharsets.UTF_8);
        argumentsAt = room;
        variablesAt = argumentsAt + WORD * (words.size() + 1);
        pathAt = variablesAt + WORD * (assignments.size() + 1);
        Piece piece = Piece.of(pathAt + length(words) + length(assignments) + place.length + 1 + file.length + 1);
        memory = piece.memory;
        base = piece.address;
        int at = putAll(words, argumentsAt, pathAt);
        directoryAt = putAll(assignments, variablesAt, at);
        outputAt = directoryAt + place.length + 1;
        put(place, directoryAt);
        put(file, outputAt);
    }

    /** Memory and where it is; that of an ordinary child belongs to its thread, for making it takes as long as filling it. */
    private static final class Piece {
        private static final int ORDINARY = 16 * 1024;
        private static final ThreadLocal<Piece> OWN = ThreadLocal.withInitial(() -> new Piece(ORDINARY));

        private final ByteBuffer memory;
        private final long address;

        private Piece(int length) {
            memory = Buffers.direct(length);
            address = NativeProcess.address(memory);
        }

        static Piece of(int length) {
            return length <= ORDINARY ? OWN.get() : new Piece(length);
        }
    }

    /** The whole piece: the caller's part begins at 0. */
    ByteBuffer memory() {
        return memory;
    }

    /** Where the piece is. */
    long address() {
        return base;
    }

    /** A part of the caller's. */
    ByteBuffer part(int at, int length) {
        return memory.slice(at, length).order(ByteOrder.nativeOrder());
    }

    ByteBuffer arguments() {
        return part(argumentsAt, variablesAt - argumentsAt);
    }

    ByteBuffer variables() {
        return part(variablesAt, pathAt - variablesAt);
    }

    ByteBuffer path() {
        return part(pathAt, memory.capacity() - pathAt);
    }

    ByteBuffer directory() {
        return part(directoryAt, outputAt - directoryAt);
    }

    ByteBuffer output() {
        return part(outputAt, memory.capacity() - outputAt);
    }

    long argumentsAddress() {
        return base + argumentsAt;
    }

    long variablesAddress() {
        return base + variablesAt;
    }

    long pathAddress() {
        return base + pathAt;
    }

    long directoryAddress() {
        return base + directoryAt;
    }

    long outputAddress() {
        return base + outputAt;
    }

    /** Puts texts one after the other, and where each lies into a table that zero ends; where the next may begin. */
    private int putAll(List<byte[]> texts, int table, int from) {
        int at = from;
        for (int i = 0; i < texts.size(); i++) {
            memory.putLong(table + i * WORD, base + at);
            at = put(texts.get(i), at);
        }
        memory.putLong(table + texts.size() * WORD, 0);
        return at;
    }

    private int put(byte[] text, int at) {
        memory.put(at, text).put(at + text.length, (byte) 0);
        return at + text.length + 1;
    }

    private static List<byte[]> encoded(List<String> texts) {
        List<byte[]> all = new ArrayList<>(texts.size());
        for (String text : texts) {
            all.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    private static int length(List<byte[]> texts) {
        int sum = 0;
        for (byte[] text : texts) {
            sum += text.length + 1;
        }
        return sum;
    }
}
